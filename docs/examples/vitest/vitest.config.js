import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: './node_modules/corsac/dist/vitest-environment.js',
    environmentOptions: { corsac: { url: 'https://shop.example/cart', profile: 'safari' } },
    setupFiles: ['./setup.js'],
  },
})
