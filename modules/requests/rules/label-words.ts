/** The languages of the labels; a dossier in any other gets English ones. */
export const labelLanguages = ['en', 'ar', 'zh', 'fr', 'ru', 'es'] as const
export type LabelLanguage = (typeof labelLanguages)[number]

/** One word or phrase in every language of labels. */
export type Words = Readonly<Record<LabelLanguage, string>>

export const words = (en: string, fr: string, es: string, ru: string, zh: string, ar: string): Words => ({
  en,
  fr,
  es,
  ru,
  zh,
  ar,
})
