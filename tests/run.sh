#!/usr/bin/env bash
# Does all the set-up and runs every test: the ones without an engine on .NET 10 and .NET 8, and those on real engines, Debian's
# own (20.10) and a current one (28.x), both private and taken down afterwards, also when interrupted.
# The last line is "N passed, N failed, N skipped".
#
#   tests/run.sh                    everything (root on a Debian with the .NET SDK 10; installs what else is missing)
#   tests/run.sh --fast             only what needs no engine, on .NET 10; no root needed
#   tests/run.sh --long             also the tests that are marked explicit because they take minutes, and the long form of others
#   tests/run.sh [...] -- FILTER    FILTER goes to every test program, e.g.: -- -class "*Ports*"
#
# DOCKERKIT_TEST_TIMEOUT is how many seconds a test program may take, DOCKERKIT_TEST_SOAK how many the soak does.
# Exits 0 only when tests ran, none failed, and, unless --fast or a filter, engine tests were among them.
set -euo pipefail
# shellcheck source=tests/engine/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/engine/lib.sh"

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}" >&2; }

fast=0 filter=() explicit=() limit=1500
while (( $# > 0 )); do
    case $1 in
        --fast) fast=1 ;;
        --long) explicit=(-explicit on) limit=5400; export DOCKERKIT_TEST_LONG=1 ;;
        --help|-h) usage; exit 0 ;;
        --) shift; filter=("$@"); break ;;
        *) usage; exit 2 ;;
    esac
    shift
done

limit=${DOCKERKIT_TEST_TIMEOUT:-$limit}

clean_environment
if (( fast )); then require_machine dotnet; else require_machine engine "or run what needs no engine: $0 --fast"; fi
dotnet=$(find_dotnet)
# The test programs look for the runtime in the usual places only, and an SDK that was unpacked somewhere is in none.
export DOTNET_ROOT=${DOTNET_ROOT:-$(dirname "$(readlink -f "$dotnet")")}
# No server of the SDK may outlive the run.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
PATH=$caller_path
cd "$repository"

mkdir -p "$artifacts"
work=$(mktemp -d "$artifacts/run-XXXXXX")
# What the SDK and the tests put into a temp folder goes with the run. The current engine sees /tmp as it is here, so it has to be there.
temp=$(mktemp -d /tmp/dockerkit-run-XXXXXX)
export TMPDIR=$temp
mkdir -p "$temp/docker-config" "$work/reports"
jobs_running=() engine_folders=()

clean_up() {
    local job folder
    trap - EXIT
    trap '' INT TERM HUP
    # Each job is a process group of its own. Ask first: an engine that is on its way up takes itself down.
    for job in "${jobs_running[@]}"; do kill -TERM -- "-$job" 2>/dev/null || true; done
    for job in "${jobs_running[@]}"; do
        wait_until 40 "process group $job to end" group_gone "$job" || kill -KILL -- "-$job" 2>/dev/null || true
    done
    # And those of tests that kill an engine of their own, where the test program did not live to take it down.
    for folder in "$temp"/engine-*; do [[ ! -e $folder/engine ]] || engine_folders+=("$folder"); done
    (( ${#engine_folders[@]} == 0 )) || "$engine_scripts/engine.sh" down "${engine_folders[@]}" || true
    rm -rf "$work" "$temp"
}
group_gone() { ! kill -0 -- "-$1"; }
trap 'status=$?; clean_up; exit "$status"' EXIT
trap 'say; say "interrupted: stopping what was started ..."; exit 130' INT
trap 'exit 143' TERM HUP

# A job runs in the background in a session of its own, and is waited for: only so does an interrupt reach this script at once,
# and only so can the job be ended together with its children.
start_job() {
    local log=$1
    shift
    if [[ $log == - ]]; then setsid "$@" </dev/null & else setsid "$@" </dev/null >"$log" 2>&1 & fi
    job=$!
    jobs_running+=("$job")
}
end_job() {
    local pid=$1 status=0 left=() other
    wait "$pid" || status=$?
    for other in "${jobs_running[@]}"; do [[ $other == "$pid" ]] || left+=("$other"); done
    jobs_running=("${left[@]}")
    return "$status"
}
run_job() { start_job "$@"; end_job "$job"; }

passed=0 failed=0 skipped=0 broken=()

# Counts what a report says. A program that ended without one has crashed, which is a failure whatever it printed.
count_report() {
    local name=$1 report=$2 status=$3 head
    head=$(grep -o -m 1 '<assembly [^>]*>' "$report" 2>/dev/null || true)
    if [[ -z $head ]]; then
        failed=$(( failed + 1 ))
        broken+=("$name ended with status $status and left no report")
        return 0
    fi
    last_passed=$(attribute "$head" passed) last_failed=$(( $(attribute "$head" failed) + $(attribute "$head" errors) )) last_skipped=$(attribute "$head" skipped)
    passed=$(( passed + last_passed )) failed=$(( failed + last_failed )) skipped=$(( skipped + last_skipped ))
    (( status == 0 || last_failed > 0 )) || broken+=("$name ended with status $status although its report has no failure")
    say "$name: $last_passed passed, $last_failed failed, $last_skipped skipped"
}
attribute() { local value; value=$(sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p" <<<"$1"); printf '%s' "${value:-0}"; }

# run_tests NAME REPORT COMMAND...
last_passed=0 last_failed=0 last_skipped=0
run_tests() {
    local name=$1 report=$work/reports/$2.xml status=0
    shift 2
    last_passed=0 last_failed=0 last_skipped=0
    say "== $name"
    run_job - env "DOCKER_CONFIG=$temp/docker-config" timeout --kill-after=20 "$limit" \
        "$@" -noColor -noLogo -showLiveOutput -result-xml "$report" "${explicit[@]}" "${filter[@]}" || status=$?
    (( status != 124 && status != 137 )) || broken+=("$name was stopped after $limit seconds")
    count_report "$name" "$report" "$status"
}

must() {
    local what=$1 log=$2
    shift 2
    run_job "$log" "$@" && return 0
    tail -n 60 "$log" >&2
    failed=$(( failed + 1 ))
    broken+=("$what failed (see above)")
    return 1
}

# Every project below tests/ that is a test program; those on an engine come last and on .NET 10 only.
mapfile -t projects < <(grep -l --include='*.csproj' -r 'Include="xunit.v3"' tests | sort)
engine_projects=(DockerKit.EngineTests DockerKit.SampleTests)
(( fast )) || engine_projects+=(DockerKit.PackageTests) # whose programs do with a scripted engine where there is no other

# The engines come up while the rest is built and run. `prepare` is one job, as two installs at once would wait for one lock.
if (( ! fast )); then
    say "== engines (in the background)"
    engine_folders=("$temp/old" "$temp/current")
    start_job "$work/engines.log" bash -c '
        set -e
        "$1" prepare old current browser
        "$1" up old --dir "$2" >"$4/old.env"
        "$1" up current --dir "$3" >"$4/current.env"' engines "$engine_scripts/engine.sh" "${engine_folders[@]}" "$work"
    engines_job=$job
fi

rid=linux-$(case $(uname -m) in x86_64) echo x64 ;; aarch64) echo arm64 ;; *) uname -m ;; esac)
# No tests, yet broken when they do not build: the snippets of the documentation, and the benchmarks.
for project in docs tests/DockerKit.Benchmarks; do
    say "== build $project"
    must "the build of $project" "$work/build.log" "$dotnet" build "$project" -c Release --disable-build-servers -v quiet -nologo || continue
done

for project in "${projects[@]}"; do
    name=$(basename "$project" .csproj)
    [[ " ${engine_projects[*]} " != *" $name "* ]] || continue
    say "== build $name"
    must "the build of $name" "$work/$name.log" "$dotnet" build "$project" -c Release -f net10.0 --disable-build-servers -v quiet -nologo || continue
    run_tests "$name on .NET 10" "$name-net10" "$repository/tests/$name/bin/Release/net10.0/$name"
    if (( fast )) || ! grep -q 'net8.0' "$project"; then continue; fi
    # The SDK 10 brings no .NET 8 to run on; a self-contained program has it from NuGet's runtime pack, the real one.
    must "the .NET 8 publish of $name" "$work/$name-net8.log" "$dotnet" publish "$project" -c Release -f net8.0 -r "$rid" --self-contained \
        -o "$work/$name-net8" --disable-build-servers -v quiet -nologo || continue
    run_tests "$name on .NET 8" "$name-net8" "$work/$name-net8/$name"
    rm -rf "${work:?}/$name-net8"
done

if (( ! fast )); then
    ready=()
    for name in "${engine_projects[@]}"; do
        say "== build $name"
        if must "the build of $name" "$work/$name.log" "$dotnet" build "tests/$name" -c Release -f net10.0 --disable-build-servers -v quiet -nologo; then ready+=("$name"); fi
    done
    status=0
    end_job "$engines_job" || status=$?
    if (( status != 0 )); then
        cat "$work/engines.log" >&2
        failed=$(( failed + 1 ))
        broken+=("the engines did not come up (see above)")
    else
        # shellcheck source=/dev/null
        source "$work/old.env"
        # shellcheck source=/dev/null
        source "$work/current.env"
        for name in "${ready[@]}"; do
            # Inside the old engine's network: only there are its published ports and its registry. What installs packages needs this machine's.
            network=(nsenter "--net=$DOCKERKIT_TEST_ENGINE_OLD_NET")
            [[ $name != DockerKit.PackageTests ]] || network=()
            run_tests "$name" "$name" "${network[@]}" "$repository/tests/$name/bin/Release/net10.0/$name"
            (( last_passed + last_failed > 0 || ${#filter[@]} > 0 )) || broken+=("no test of $name ran")
        done
    fi
fi

(( passed + failed > 0 )) || broken+=("no test ran")
for line in "${broken[@]}"; do say "error: $line"; done
status=0
(( failed == 0 && ${#broken[@]} == 0 )) || status=1
clean_up
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
exit "$status"
