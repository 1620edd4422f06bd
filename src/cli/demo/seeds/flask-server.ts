import { type Child, startChild } from './child'
import type { Listening } from './listening'
import { parts } from './parts'
import type { FlaskServer } from './seed'

/**
 * An app with an account, as somebody would write it, and flask-cors with the settings of the first argument. It prints
 * its port, and ends with its standard input. The session’s cookie is one that pages of other sites may send.
 */
const app = `
import json, os, sys, threading
from flask import Flask, jsonify, request, session
from flask_cors import CORS
from werkzeug.serving import WSGIRequestHandler, make_server

class Quiet(WSGIRequestHandler):
    def log(self, *args):
        pass

app = Flask(__name__)
app.secret_key = os.urandom(16)
app.config.update(SESSION_COOKIE_NAME='sid', SESSION_COOKIE_SECURE=True, SESSION_COOKIE_SAMESITE='None')
app.config.update(json.loads(sys.argv[1]))
CORS(app)

@app.get('/sign-in')
def sign_in():
    session['name'] = 'Ada'
    return 'signed in'

@app.get('/account')
def account():
    name = session.get('name')
    return jsonify(name=name), 401 if name is None else 200

@app.put('/account')
def save():
    name = session.get('name')
    return jsonify(saved=request.json['name'] if name else None), 401 if name is None else 200

def wait():
    sys.stdin.read()
    os._exit(0)

server = make_server('127.0.0.1', 0, app, threaded=True, request_handler=Quiet)
threading.Thread(target=wait, daemon=True).start()
print(server.port, flush=True)
server.serve_forever()
`

/** @throws Error with what Python says, where the app does not come up */
export async function startFlask({ settings }: FlaskServer): Promise<Listening> {
  const child = startChild(parts['flask-cors'].command, ['-W', 'ignore', '-c', app, JSON.stringify(settings)])
  try {
    return { port: Number(await firstLine(child)), close: child.close }
  } catch (error) {
    await child.close()
    throw error
  }
}

function firstLine({ process, complaints }: Child): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    process.stdout?.on('data', (chunk) => {
      printed += String(chunk)
      const end = printed.indexOf('\n')
      if (end !== -1) resolve(printed.slice(0, end))
    })
    process.once('close', () => reject(new Error(`Flask does not start: ${complaints()}`)))
  })
}
