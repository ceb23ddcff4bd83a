/**
 * How the embedded server runs. Given at each start and kept in no file, so that they are those of this
 * version of the program. Memory is for a town: program and database together stay under 400 MB.
 */
export function serverSettings(
  major: number,
  socketFolder: string,
  durable: boolean,
): readonly string[] {
  return [
    // It is reached through one socket in a folder that only we may enter, and over no network.
    'listen_addresses=',
    `unix_socket_directories=${socketFolder}`,
    'unix_socket_permissions=0700',
    'max_connections=60',
    'shared_buffers=64MB',
    'work_mem=8MB',
    'maintenance_work_mem=32MB',
    'max_worker_processes=1',
    'max_parallel_workers=0',
    'max_parallel_workers_per_gather=0',
    'max_logical_replication_workers=0',
    'autovacuum_max_workers=2',
    ...(major >= 18 ? ['io_method=sync'] : []),
    'jit=off',
    'huge_pages=off',
    // In the data folder, so that a kill leaves nothing in the machine's shared memory.
    'dynamic_shared_memory_type=mmap',
    'wal_level=minimal',
    'max_wal_senders=0',
    'max_wal_size=256MB',
    'min_wal_size=16MB',
    `fsync=${durable ? 'on' : 'off'}`,
    `full_page_writes=${durable ? 'on' : 'off'}`,
    `synchronous_commit=${durable ? 'on' : 'off'}`,
    'password_encryption=scram-sha-256',
    'timezone=UTC',
    // The log is for the machine's keeper and holds no row's content.
    'log_timezone=UTC',
    'log_error_verbosity=terse',
    'log_min_messages=warning',
    'log_min_error_statement=panic',
    'log_parameter_max_length=0',
    'log_parameter_max_length_on_error=0',
    'log_checkpoints=off',
    'log_line_prefix=%m ',
  ];
}
