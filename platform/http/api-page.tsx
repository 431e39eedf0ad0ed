import type { Lang } from '@comity/i18n'
import { errorPageText } from './messages.ts'
import { jsonSchemaOf, referenceOf } from './read-document.ts'
import type { ApiDocument, Operation } from './read-document.ts'

interface ApiPageProps {
  readonly lang: Lang
  readonly document: ApiDocument
}

/** The API document for people: operations with their parameters, and all schemas, without any script. */
export function ApiPage({ lang, document }: ApiPageProps) {
  const t = errorPageText(lang)
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  return (
    <div class="api">
      <h1>{t('api-title')}</h1>
      <p>{t('api-lead')}</p>
      <p>{t('api-sign-in')}</p>
      <p>
        <a href="/api/openapi.json">{t('api-document')}</a>
      </p>
      <h2>{t('operations')}</h2>
      {operations.map(({ path, method, operation }) => (
        <details key={`${method} ${path}`}>
          <summary>
            <bdi dir="ltr">
              <code>
                {method} {path}
              </code>
            </bdi>{' '}
            <bdi>{operation.summary}</bdi>
          </summary>
          <OperationFacts lang={lang} operation={operation} />
        </details>
      ))}
      <h2>{t('schemas')}</h2>
      {Object.entries(document.components.schemas).map(([name, schema]) => (
        <details key={name} id={`schema-${name}`}>
          <summary>
            <bdi dir="ltr">
              <code>{name}</code>
            </bdi>
          </summary>
          <SchemaText schema={schema} />
        </details>
      ))}
    </div>
  )
}

function OperationFacts({ lang, operation }: { readonly lang: Lang; readonly operation: Operation }) {
  const t = errorPageText(lang)
  const body = jsonSchemaOf(operation.requestBody)
  const answer = jsonSchemaOf(operation.responses['200'])
  return (
    <div>
      {operation.security?.length === 0 && <p>{t('open')}</p>}
      {operation.parameters.length > 0 && <Parameters lang={lang} operation={operation} />}
      {body && (
        <>
          <h3>{t('body')}</h3>
          <SchemaText schema={body} />
        </>
      )}
      {answer && (
        <>
          <h3>{t('answer')}</h3>
          <SchemaText schema={answer} />
        </>
      )}
    </div>
  )
}

function Parameters({ lang, operation }: { readonly lang: Lang; readonly operation: Operation }) {
  const t = errorPageText(lang)
  return (
    <table>
      <caption>{t('parameters')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('where')}</th>
          <th scope="col">{t('type')}</th>
        </tr>
      </thead>
      <tbody>
        {operation.parameters.map((parameter) => (
          <tr key={parameter.name}>
            <th scope="row">
              <bdi dir="ltr">
                <code>{parameter.name}</code>
              </bdi>
            </th>
            <td>
              {parameter.in}
              {parameter.required === true && `, ${t('required')}`}
            </td>
            <td>
              <bdi dir="ltr">
                <code>{JSON.stringify(parameter.schema ?? {})}</code>
              </bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SchemaText({ schema }: { readonly schema: Readonly<Record<string, unknown>> }) {
  const name = referenceOf(schema)
  if (name !== null)
    return (
      <p>
        <a href={`#schema-${name}`}>
          <bdi dir="ltr">
            <code>{name}</code>
          </bdi>
        </a>
      </p>
    )
  return (
    <pre dir="ltr" tabIndex={0}>
      <code>{JSON.stringify(schema, null, 2)}</code>
    </pre>
  )
}
