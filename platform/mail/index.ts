import './errors.ts'
export { mailErrorTexts } from './error-texts.ts'
export { openMail } from './open-mail.ts'
export type { Letter, Mail, MailOptions } from './open-mail.ts'
