"""OpenStack Swift with its S3 door, in one process and one temporary folder, for tests.

Arguments: a folder that is there, the access key (account:user), the secret key, and the port of the S3 door (0: any).
Prints that port, then serves until its standard input ends. A list of objects has pages of five.
"""
import os
import sys

import eventlet

eventlet.monkey_patch()

from eventlet import tpool, wsgi
from swift.common import utils
from swift.common.ring import RingBuilder
from swift.common.wsgi import loadapp

folder, access_key, secret_key, port = sys.argv[1:]
user, _, person = access_key.partition(':')
conf = os.path.join(folder, 'etc')
os.makedirs(conf, exist_ok=True)
os.makedirs(os.path.join(folder, 'devices', 'disk'), exist_ok=True)


class Cache:
    """What a memcached server would keep for it."""

    def __init__(self):
        self.kept = {}

    def set(self, key, value, **_):
        self.kept[key] = value

    def get(self, key, **_):
        return self.kept.get(key)

    def delete(self, key, **_):
        self.kept.pop(key, None)


def cache(_, **__):
    kept = Cache()

    def around(app):
        def serve(env, start_response):
            env['swift.cache'] = kept
            return app(env, start_response)

        return serve

    return around


def write(name, text):
    with open(os.path.join(conf, name), 'w') as file:
        file.write(text)


write('swift.conf', '''[swift-hash]
swift_hash_path_suffix = tests
[storage-policy:0]
name = one
default = yes
''')
utils.set_swift_dir(conf)
common = f'''[DEFAULT]
swift_dir = {conf}
devices = {folder}/devices
mount_check = false
disable_fallocate = true
'''
doors = {}
for part in ('account', 'container', 'object'):
    doors[part] = eventlet.listen(('127.0.0.1', 0))
    builder = RingBuilder(2, 1, 0)
    at = {'ip': '127.0.0.1', 'port': doors[part].getsockname()[1]}
    builder.add_dev({
        'id': 0, 'region': 1, 'zone': 1, 'weight': 1, 'device': 'disk', 'meta': '', **at,
        'replication_ip': at['ip'], 'replication_port': at['port'],
    })
    builder.rebalance()
    builder.get_ring().save(os.path.join(conf, f'{part}.ring.gz'))
    write(f'{part}.conf', common + f'''[pipeline:main]
pipeline = server
[app:server]
use = egg:swift#{part}
''')
write('proxy.conf', common + f'''[pipeline:main]
pipeline = catch_errors gatekeeper cache s3api tempauth proxy-server
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:cache]
paste.filter_factory = __main__:cache
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
max_bucket_listing = 5
[filter:tempauth]
use = egg:swift#tempauth
user_{user}_{person} = {secret_key} .admin
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
''')
doors['proxy'] = eventlet.listen(('127.0.0.1', int(port)))
quiet = open(os.devnull, 'w')
for part, door in doors.items():
    app = loadapp(os.path.join(conf, f'{part}.conf'))
    eventlet.spawn(wsgi.server, door, app, quiet, log_output=False)
print(doors['proxy'].getsockname()[1], flush=True)
tpool.execute(sys.stdin.buffer.read)
