import careless from './careless.mjs'

export default { open: () => careless }
