/** Certificates for TLS tests; the demos need them, too. */
export { type Certificate, type CertificateOptions, createCertificate } from '../../src/cli/demo/certificate'
