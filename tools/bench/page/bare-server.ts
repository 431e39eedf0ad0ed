import Fastify from 'fastify'

// The peer of the page bench: the same framework with nothing behind it.
const [port = '0', answer = ''] = process.argv.slice(2)
const bytes = Buffer.from(answer, 'base64')
const app = Fastify()
app.get('/', (_request, reply) => reply.type('application/json').send(bytes))
await app.listen({ host: '127.0.0.1', port: Number(port) })
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)))
process.once('disconnect', () => process.exit(0))
process.send?.('ready')
