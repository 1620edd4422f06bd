import type { FetchStep, Scenario } from '../scenario'
import {
  actual,
  allowMethods,
  allowOrigin,
  answer,
  api,
  ask,
  document,
  fetchStep,
  form,
  grant,
  inFamily,
  open,
  preflight,
  scenario,
  text,
  xhr,
} from './builders'

/** One fetch whose preflight allows these methods. */
function method(
  id: string,
  about: string,
  name: string,
  allowed: string | null,
  given: Partial<Omit<FetchStep, 'kind'>> = {},
): Scenario {
  const lines = given.credentials === 'include' ? grant() : [allowOrigin()]
  return ask(
    id,
    about,
    { method: name, ...given },
    allowed === null ? lines : [...lines, allowMethods(allowed)],
  )
}

export const methods: readonly Scenario[] = inFamily('methods', [
  method('method-put-lower-case', 'The method put is upper-cased before it is asked for.', 'put', 'PUT'),
  method('method-delete-mixed-case', 'The method dElEtE is upper-cased, too.', 'dElEtE', 'DELETE'),
  method(
    'method-patch-lower-case',
    'The method patch stays as it is and does not match PATCH.',
    'patch',
    'PATCH',
  ),
  method(
    'method-patch-lower-case-listed',
    'The method patch stays as it is and matches patch.',
    'patch',
    'patch',
  ),
  method('method-patch-upper-case', 'The method PATCH does not match patch.', 'PATCH', 'patch'),
  method(
    'method-put-allowed-lower-case',
    'A method put is PUT and does not match an allowed put.',
    'put',
    'put',
  ),
  method('method-custom', 'A method of its own, listed by case.', 'CORSac', 'CORSac'),
  method('method-custom-other-case', 'A method of its own, listed in another case.', 'CORSac', 'corsac'),
  method('method-asterisk-with-credentials', 'The method * with credentials against a literal *.', '*', '*', {
    credentials: 'include',
  }),
  method(
    'method-put-asterisk-with-credentials',
    'PUT with credentials against *, which is then no wildcard.',
    'PUT',
    '*',
    { credentials: 'include' },
  ),
  method('method-put-asterisk', 'PUT without credentials against the wildcard.', 'PUT', '*'),
  method('method-options', 'OPTIONS by the page is preflighted by OPTIONS.', 'OPTIONS', 'OPTIONS'),
  method('method-query', 'QUERY is a method like any other.', 'QUERY', 'QUERY'),
  method('method-put-not-listed', 'PUT against a list without it.', 'PUT', 'GET, DELETE'),
  method('method-put-no-list', 'PUT without Access-Control-Allow-Methods.', 'PUT', null),
  method('method-head', 'HEAD is safelisted and needs no preflight.', 'head', null),
  method('method-delete-with-body', 'DELETE may have a body.', 'DELETE', 'DELETE', { body: text() }),
  ...(['CONNECT', 'trace', 'TRACK'] as const).map((name) =>
    method(`method-forbidden-${name.toLowerCase()}`, `${name} is a forbidden method.`, name, name),
  ),
  method('method-invalid', 'A method with a space is a TypeError.', 'P UT', '*'),
  method('method-empty', 'An empty method is a TypeError.', '', '*'),
  method('method-get-with-body', 'GET with a body is a TypeError.', 'GET', null, { body: text() }),
  scenario('method-no-cors-put', 'No-cors with PUT is a TypeError, with HEAD it is not.', {
    steps: [fetchStep({ mode: 'no-cors', method: 'PUT' }), fetchStep({ mode: 'no-cors', method: 'HEAD' })],
    server: open(api),
  }),
  scenario(
    'method-safelisted-not-listed',
    'POST that is preflighted for a header needs no entry in Access-Control-Allow-Methods.',
    {
      steps: [fetchStep({ method: 'POST', headers: [['X-A', '1']] })],
      server: [
        preflight(
          api,
          answer(204, [allowOrigin(), allowMethods('PUT'), ['Access-Control-Allow-Headers', 'x-a']]),
        ),
        actual(api, answer(200, [allowOrigin()], 'x')),
      ],
    },
  ),
  scenario('method-xhr-case', 'XMLHttpRequest upper-cases put and leaves patch as it is.', {
    steps: [xhr({ method: 'put' }), xhr({ method: 'patch' })],
    server: open(api),
  }),
  scenario('method-xhr-forbidden', 'XMLHttpRequest refuses TRACE and a method with a space.', {
    steps: [xhr({ method: 'TRACE' }), xhr({ method: 'P UT' })],
    server: open(api),
  }),
  scenario('method-form-get', 'A form with GET puts its fields into the URL.', {
    steps: [
      form('https://other.org/form?old=1', {
        method: 'get',
        fields: [
          ['a', 'b c'],
          ['\u00e9', '&'],
        ],
      }),
    ],
    server: [document('https://other.org/form?a=b+c&%C3%A9=%26')],
  }),
])
