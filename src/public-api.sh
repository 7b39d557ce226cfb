#!/usr/bin/env bash
# Writes down what is public: makes each project's PublicAPI.Unshipped.txt anew from what the build finds undeclared (RS0016).
# Run it when the build asks for it, and look at the difference in git: what it adds is a promise, what it removes breaks users.
# At a release, what is in Unshipped moves to Shipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
projects=(*/*.csproj)
{
  echo '<Solution>'
  printf "<Project Path=\"$PWD/%s\" />\n" "${projects[@]}"
  echo '</Solution>'
} >"$work/src.slnx"
for project in "${projects[@]}"; do
  folder=$(dirname "$project")
  [[ -e $folder/PublicAPI.Shipped.txt ]] || echo '#nullable enable' >"$folder/PublicAPI.Shipped.txt"
  echo '#nullable enable' >"$folder/PublicAPI.Unshipped.txt"
done
dotnet build "$work/src.slnx" --no-incremental --disable-build-servers -p:TreatWarningsAsErrors=false -v quiet -tl:off -clp:NoSummary >"$work/log" || { cat "$work/log" >&2; exit 1; }

pattern="s|.* RS0016: Symbol '(.*)' is not part of the declared public API.*\[.*/([^/]*)\.csproj.*|\2\t\1|p"
sed -nE "$pattern" "$work/log" | LC_ALL=C sort -u >"$work/found"
while IFS=$'\t' read -r project member; do
  printf '%s\n' "$member" >>"$project/PublicAPI.Unshipped.txt"
done <"$work/found"
wc -l */PublicAPI.*.txt
