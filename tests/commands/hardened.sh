#!/bin/sh
# The program as its users get it: loaded anywhere, its tables read-only once it runs, no stack that runs, and functions
# that notice when they would write past their end (SEC-41). Usage: hardened.sh PROGRAM
set -eu
missing=0
expect() { # WHAT TEXT PATTERN
  printf '%s' "$2" | grep -Eq "$3" || { echo "missing: $1"; missing=1; }
}
headers=$(readelf -hlW "$1")
dynamic=$(readelf -dW "$1")
names=$(readelf --dyn-syms -W "$1")
expect "a program that is loaded anywhere (PIE)" "$headers" 'Type: +DYN'
expect "read-only tables (RELRO)" "$headers" 'GNU_RELRO'
expect "all names bound at the start (BIND_NOW)" "$dynamic" 'BIND_NOW|FLAGS_1.*NOW'
expect "a stack that does not run" "$headers" 'GNU_STACK.* RW '
expect "stack protector" "$names" '__stack_chk_fail'
expect "checked copies (FORTIFY_SOURCE)" "$names" '__(memcpy|memset|memmove|snprintf|vsnprintf|fprintf|read|realpath|strcpy|printf|readlink|longjmp|fdelt)_chk'
[ "$missing" = 0 ] && echo "hardened"
exit "$missing"
