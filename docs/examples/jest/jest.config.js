module.exports = {
  testEnvironment: 'corsac/jest-environment',
  testEnvironmentOptions: { url: 'https://shop.example/cart', profile: 'safari' },
  setupFilesAfterEnv: ['./setup.js'],
}
