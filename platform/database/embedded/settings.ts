import { totalmem } from 'node:os'

/**
 * The command-line settings of the embedded server: socket in `socketFolder` only, modest in memory, no bodies in its log.
 *
 * @param databaseBytes how large the database is that it will serve; 0 of a new one
 */
export function settingsFor(socketFolder: string, durable: boolean, databaseBytes: number): string[] {
  const settings = {
    ...REACH,
    unix_socket_directories: socketFolder,
    ...SMALL,
    ...DISCREET,
    ...(durable ? { ...DURABLE, shared_buffers: `${bufferMb(totalmem(), databaseBytes)}MB` } : VOLATILE),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Pages that the server keeps are memory only once they were read: a large register has its indexes at hand, and a small node stays small. */
const BUFFERS = { leastMb: 32, usualMb: 512, mostMb: 4096 }

/**
 * Memory for pages of the database, in MB, of a machine with so many bytes: an eighth of it up to 512 MB, and where the database is larger as much as
 * the database, up to a quarter of the machine. What is not there is read again from the disk's cache, which costs a page of a list twice its time.
 */
export function bufferMb(memoryBytes: number, databaseBytes: number): number {
  const mb = (bytes: number): number => Math.floor(bytes / 2 ** 20)
  const usual = Math.min(Math.max(mb(memoryBytes / 8), BUFFERS.leastMb), BUFFERS.usualMb)
  return Math.max(usual, Math.min(mb(databaseBytes), mb(memoryBytes / 4), BUFFERS.mostMb))
}

const REACH = { listen_addresses: '', unix_socket_permissions: '0700', timezone: 'UTC', log_timezone: 'UTC' }

/** A laptop or a small ministry: a node and its server idle in 250 MB. Large sites bring a server of their own. */
const SMALL = {
  shared_buffers: '32MB',
  maintenance_work_mem: '32MB',
  max_connections: '60',
  max_worker_processes: '2',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '0',
  autovacuum_worker_slots: '2',
  autovacuum_max_workers: '2',
  // The default keeps three processes for reading ahead, of use on large tables only.
  io_method: 'sync',
  jit: 'off',
  max_logical_replication_workers: '0',
  max_wal_senders: '0',
  // An online backup keeps the write-ahead log through one temporary slot.
  wal_level: 'replica',
  max_replication_slots: '2',
  min_wal_size: '32MB',
  max_wal_size: '512MB',
}

/** Errors of statements carry values of persons; they reach the node as exceptions and stay out of the server's log. */
const DISCREET = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '',
  lc_messages: 'C',
}

const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }
const VOLATILE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }
