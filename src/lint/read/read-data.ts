import type { DialectId } from '../dialects'
import { json, type Language, yaml } from '../language'
import { type Literal, type MapLiteral, valuesOf } from '../literal'
import { type Material, noMaterial, type OptionsSite } from '../material'
import { CannotRead } from './cannot-read'
import { guessDialect } from './guess-dialect'
import { settingsCookies } from './settings-cookies'
import { readYaml } from './yaml-tree'

/**
 * Options of CORS in a JSON or YAML file: the whole of it, or any map in it that has the names of a library.
 *
 * @throws CannotRead where it is neither, or has no options
 */
export function readData(text: string, path: string, as: DialectId | null): Material {
  const documents = readYaml(text)
  const language = path.endsWith('.json') || /^\s*[{[]/.test(text) ? json : yaml
  const options = documents.flatMap((document) => sitesIn(document, as, language))
  const cookies = documents.flatMap((document) =>
    document.kind === 'map' ? settingsCookies(document, language) : [],
  )
  const [first] = documents
  if (options.length > 0 || cookies.length > 0) return { ...noMaterial, options, cookies }
  // Whoever says what it is means the whole of it.
  if (as !== null && first?.kind === 'map')
    return { ...noMaterial, options: [siteOf(first, as, null, language)] }
  throw new CannotRead(
    'expected options of CORS, such as origin, CORS_ORIGINS, allow_origins or allowedOrigins; say whose they are with --as',
    first?.start ?? 0,
  )
}

function sitesIn(value: Literal, as: DialectId | null, language: Language): readonly OptionsSite[] {
  return valuesOf(value).flatMap((one): readonly OptionsSite[] => {
    if (one.kind === 'list') return one.items.flatMap((item) => sitesIn(item, as, language))
    if (one.kind !== 'map') return []
    const guess = guessDialect(one)
    if (guess !== null) return [siteOf(one, as ?? guess.dialect, as === null ? guess.by : null, language)]
    return one.entries.flatMap((entry) => sitesIn(entry.value, as, language))
  })
}

function siteOf(
  options: MapLiteral,
  dialect: DialectId,
  guessed: string | null,
  language: Language,
): OptionsSite {
  const { start, end } = options
  return { dialect, guessed, options, span: { start, end }, insertion: null, language }
}
