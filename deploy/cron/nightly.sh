#!/bin/sh
# One night: accepts the invitations that wait, brings every collaboration of the configuration into the wished state and
# checks everything. Whatever each command does, the next one runs: it finds what the one before has left.
#
#   nightly.sh [options for every command, such as --config <file>, --profile <name> or --all-connections]
#
# CLEANROOMS              the program (default: cleanrooms)
# CLEANROOMS_NIGHTLY      folder for the logs and the lock (default: below the user's state folder)
# CLEANROOMS_ALERT_DAYS   an invitation that waits for longer than this asks for a person (default: 3)
# CLEANROOMS_WEBHOOK_URL  where what asks for a person is posted; a secret (default: nowhere)
# LIVERAMP_CLIENT_SECRET  of the API user, where the configuration lists LiveRamp organisations; a secret (see README.md)
#
# Exit code: the worst of the commands (from best to worst 0, 3, 1, 2; see cleanrooms --help), or 1 where another night is
# still under way. What needs someone also goes to stderr, which cron mails.
set -u
umask 077

program=${CLEANROOMS:-cleanrooms}
folder=${CLEANROOMS_NIGHTLY:-${XDG_STATE_HOME:-$HOME/.local/state}/clean-rooms-workbench/nightly}
alert_days=${CLEANROOMS_ALERT_DAYS:-3}
lock=$folder/lock
log=$folder/$(date -u +%Y-%m-%d).log
problems=$folder/problems.$$
worst=0

now() {
  date -u +%Y-%m-%dT%H:%M:%SZ
}

# The process that holds the lock, or nothing.
holder() {
  cat "$lock/pid" 2>/dev/null
}

# Two nights on one machine would only do each other's work twice; the program itself stands several at once.
take_lock() {
  mkdir "$lock" 2>/dev/null && return 0
  # Whoever has just made the lock writes its number in a moment.
  [ -n "$(holder)" ] || sleep 1
  other=$(holder)
  if [ -n "$other" ] && kill -0 "$other" 2>/dev/null; then
    return 1
  fi
  # Left by a night that was killed.
  rm -rf "$lock"
  mkdir "$lock" 2>/dev/null
}

clean_up() {
  rm -f "$problems"
  [ "$(holder)" = "$$" ] && rm -rf "$lock"
}

note_code() {
  case $1 in
    0) ;;
    2) worst=2 ;;
    3) [ "$worst" -ne 0 ] || worst=3 ;;
    *) [ "$worst" -eq 2 ] || worst=1 ;;
  esac
}

run() {
  printf '\n== %s cleanrooms %s\n' "$(now)" "$1" >>"$log"
  "$program" "$@" >>"$log" 2>"$problems"
  code=$?
  cat "$problems" >>"$log"
  printf '== %s cleanrooms %s ended with %s\n' "$(now)" "$1" "$code" >>"$log"
  if [ "$code" -ne 0 ]; then
    printf '== cleanrooms %s ended with %s\n' "$1" "$code" >&2
    cat "$problems" >&2
  fi
  note_code "$code"
}

mkdir -p "$folder" || exit 1
if ! take_lock; then
  printf 'Another night is still under way (process %s, %s). Nothing was done.\n' "$(holder)" "$lock" >&2
  exit 1
fi
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
printf '%s\n' "$$" >"$lock/pid"

run process-invites "$@"
run sync-all "$@"
if [ -n "${CLEANROOMS_WEBHOOK_URL:-}" ]; then
  run verify --alert-days "$alert_days" --webhook "$@"
else
  run verify --alert-days "$alert_days" "$@"
fi

find "$folder" -name '*.log' -mtime +60 -exec rm -f {} +
[ "$worst" -eq 0 ] || printf 'The whole log: %s\n' "$log" >&2
exit "$worst"
