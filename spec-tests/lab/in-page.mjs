// What runs inside of browsers. Documented in in-page.d.mts.

export async function runStep(step) {
  const latin1 = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0))
  const failed = (error) => ({
    kind: 'error',
    name: String(error?.name ?? ''),
    message: String(error?.message ?? error),
  })
  const events = (list) => ({ kind: 'events', events: list })

  function bodyOf(body) {
    switch (body?.kind) {
      case 'text':
        return body.text
      case 'bytes':
        return latin1(body.latin1)
      case 'search-params':
        return new URLSearchParams(body.fields)
      case 'form-data': {
        const data = new FormData()
        for (const [name, value] of body.fields) data.append(name, value)
        return data
      }
      case 'blob':
        return new Blob([body.text], { type: body.type })
      case 'stream':
        return new Blob([body.text]).stream()
      default:
        return null
    }
  }

  async function runFetch(fetchStep) {
    const { url, headers, body, keepalive, ...rest } = fetchStep
    const init = { headers }
    for (const name of ['method', 'mode', 'credentials', 'cache', 'redirect']) {
      if (rest[name] !== null) init[name] = rest[name]
    }
    for (const name of ['referrer', 'referrerPolicy', 'integrity']) {
      if (rest[name] !== null) init[name] = rest[name]
    }
    if (keepalive) init.keepalive = true
    try {
      if (body !== null) init.body = bodyOf(body)
      if (body?.kind === 'stream') init.duplex = 'half'
      const response = await fetch(url, init)
      let text = null
      let bodyError = null
      try {
        text = await response.text()
      } catch (error) {
        bodyError = `${error.name}: ${error.message}`
      }
      return {
        kind: 'response',
        type: response.type,
        status: response.status,
        statusText: response.statusText,
        url: response.url,
        redirected: response.redirected,
        headers: [...response.headers],
        body: text,
        bodyError,
      }
    } catch (error) {
      return failed(error)
    }
  }

  function runXHR() {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest()
      const list = []
      const note = (event) => {
        if (list[list.length - 1] !== event) list.push(event)
      }
      for (const type of ['loadstart', 'progress', 'load', 'error', 'abort', 'timeout', 'loadend']) {
        request.addEventListener(type, () => note(type))
        if (step.uploadListener) request.upload.addEventListener(type, () => note(`upload.${type}`))
      }
      request.addEventListener('readystatechange', () => note(`readystatechange ${request.readyState}`))
      request.addEventListener('loadend', () =>
        resolve({
          kind: 'xhr',
          events: list,
          status: request.status,
          statusText: request.statusText,
          url: request.responseURL,
          headers: request.getAllResponseHeaders(),
          body: request.responseText,
        }),
      )
      try {
        request.open(step.method, step.url)
        request.withCredentials = step.withCredentials
        if (step.timeout > 0) request.timeout = step.timeout
        for (const [name, value] of step.headers) request.setRequestHeader(name, value)
        request.send(bodyOf(step.body))
      } catch (error) {
        resolve(failed(error))
      }
    })
  }

  function runElement(tag, attributes, property) {
    return new Promise((resolve) => {
      const element = document.createElement(tag)
      for (const [name, value] of Object.entries(attributes)) {
        if (value !== null) element.setAttribute(name, value)
      }
      for (const type of ['load', 'error']) {
        element.addEventListener(type, () => resolve(events([type])))
      }
      // Last, since an image begins to load with it.
      element.setAttribute(property, step.url)
      document.body.append(element)
    })
  }

  function runEventSource() {
    return new Promise((resolve) => {
      const list = []
      let source
      const note = (event, last) => {
        list.push(event)
        if (!last && list.length < step.events) return
        source.close()
        resolve(events(list))
      }
      try {
        source = new EventSource(step.url, { withCredentials: step.withCredentials })
      } catch (error) {
        resolve(failed(error))
        return
      }
      source.addEventListener('open', () => note('open', false))
      source.addEventListener('message', (event) => note(`message ${event.data}`, false))
      source.addEventListener('error', () => note(`error ${source.readyState}`, true))
    })
  }

  function runWebSocket() {
    return new Promise((resolve) => {
      const list = []
      try {
        const socket = new WebSocket(step.url, step.protocols)
        socket.addEventListener('open', () => {
          list.push(`open ${socket.protocol}`)
          socket.close()
        })
        socket.addEventListener('error', () => list.push('error'))
        socket.addEventListener('close', (event) => {
          list.push(`close ${event.code} ${event.wasClean}`)
          resolve(events(list))
        })
      } catch (error) {
        resolve(failed(error))
      }
    })
  }

  function runNavigate() {
    switch (step.via) {
      case 'location':
        setTimeout(() => location.assign(step.url), 0)
        break
      case 'replace':
        setTimeout(() => location.replace(step.url), 0)
        break
      case 'open':
        setTimeout(() => window.open(step.url, '_blank'), 0)
        break
      default: {
        const link = document.createElement('a')
        link.href = step.url
        if (step.rel !== null) link.rel = step.rel
        if (step.referrerPolicy !== null) link.referrerPolicy = step.referrerPolicy
        if (step.target !== null) link.target = step.target
        document.body.append(link)
        setTimeout(() => link.click(), 0)
      }
    }
    return { kind: 'nothing' }
  }

  function runForm() {
    const form = document.createElement('form')
    form.action = step.url
    form.method = step.method
    form.enctype = step.enctype
    if (step.target !== null) form.target = step.target
    for (const [name, value] of step.fields) {
      const input = document.createElement('input')
      input.type = 'hidden'
      input.name = name
      input.value = value
      form.append(input)
    }
    document.body.append(form)
    setTimeout(() => form.submit(), 0)
    return { kind: 'nothing' }
  }

  const common = (element) => ({
    crossorigin: element.crossOrigin,
    referrerpolicy: element.referrerPolicy,
    integrity: element.integrity,
  })

  function run() {
    switch (step.kind) {
      case 'fetch':
        return runFetch(step)
      case 'parallel':
        return Promise.all(step.steps.map(runFetch)).then((seen) => ({ kind: 'parallel', seen }))
      case 'xhr':
        return runXHR()
      case 'img':
        return runElement(
          'img',
          { crossorigin: step.crossOrigin, referrerpolicy: step.referrerPolicy },
          'src',
        )
      case 'script':
        return runElement('script', { ...common(step), type: step.module ? 'module' : null }, 'src')
      case 'link':
        return runElement('link', { ...common(step), rel: step.rel, as: step.as }, 'href')
      case 'iframe':
        return runElement('iframe', { sandbox: step.sandbox, referrerpolicy: step.referrerPolicy }, 'src')
      case 'beacon':
        return { kind: 'value', value: navigator.sendBeacon(step.url, bodyOf(step.body)) }
      case 'eventsource':
        return runEventSource()
      case 'websocket':
        return runWebSocket()
      case 'navigate':
        return runNavigate()
      case 'form':
        return runForm()
      case 'reload':
        setTimeout(() => location.reload(), 0)
        return { kind: 'nothing' }
      case 'cookie-get':
        return { kind: 'value', value: document.cookie }
      case 'cookie-set':
        // biome-ignore lint/suspicious/noDocumentCookie: it is what the step is about
        document.cookie = step.value
        return { kind: 'nothing' }
    }
  }

  let timer
  const limit = new Promise((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'timeout', name: '', message: '' }), 6000)
  })
  try {
    return await Promise.race([run(), limit])
  } catch (error) {
    return failed(error)
  } finally {
    clearTimeout(timer)
  }
}

export function listenForSteps() {
  addEventListener('message', async (event) => {
    if (event.source !== parent || event.data?.corsacStep === undefined) return
    const { corsacStep, number } = event.data
    parent.postMessage({ corsacBegun: number }, '*')
    parent.postMessage({ corsacSeen: await globalThis.runStep(corsacStep), number }, '*')
  })
}

export function runStepInFrame(step) {
  return new Promise((resolve) => {
    const number = Math.random()
    const finish = (seen) => {
      clearTimeout(timer)
      removeEventListener('message', listen)
      resolve(seen)
    }
    const timer = setTimeout(() => finish({ kind: 'timeout', name: '', message: 'no frame' }), 1000)
    const listen = ({ data }) => {
      if (data?.corsacBegun === number) clearTimeout(timer)
      if (data?.number === number) finish(data.corsacSeen)
    }
    addEventListener('message', listen)
    frames[0]?.postMessage({ corsacStep: step, number }, '*')
  })
}

export function listenToOpener() {
  addEventListener('message', async ({ source, data }) => {
    if (source !== opener || data?.corsacStep === undefined) return
    const run = data.place === 'frame' ? globalThis.runStepInFrame : globalThis.runStep
    opener.postMessage({ corsacSeen: await run(data.corsacStep), number: data.number }, '*')
  })
  addEventListener('load', () => opener.postMessage({ corsacReady: location.origin }, '*'))
}
