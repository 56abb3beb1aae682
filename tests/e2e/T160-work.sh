# A desk spread over processes and three brokers, some of which die: the store is the one of a single add.
. tests/e2e/lib.sh

expect "nothing is lost, nothing comes twice" /usr/bin/python3 tests/e2e/working.py "$TWOSOURCE" "$dir"
mkdir "$dir/lost"
expect "a broker may be lost with its disk" /usr/bin/python3 tests/e2e/losing.py "$TWOSOURCE" "$dir/lost"
run work --nats nats://127.0.0.1:1
expect "work says what it needs" is "$code" 2
run work --role group --partitions en,de
expect "one of the partitions must be named" is "$code" 2
run work --role read --partitions 'en;de'
expect "partitions are languages" is "$code" 2
finish
