#include "cli/merge_file/driver_settings.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

constexpr absl::string_view kBegin =
    "# patchgraph: written by `patchgraph install-merge-driver`";
constexpr absl::string_view kEnd = "# patchgraph: end";

}  // namespace

std::vector<std::pair<std::string, std::string>> DriverSettings(
    const std::string& program, const std::string& mode) {
  const std::string command =
      absl::StrCat(program, " merge-file",
                   mode == "safe" ? "" : absl::StrCat(" --auto=", mode));
  // Older gits leave %X, %S and %Y (the labels) as they are.
  const std::string driver = absl::StrCat(
      command,
      " --driver --marker-size=%L --path=%P --label=%X --label=%S --label=%Y "
      "%O %A %B; s=$?; test $s -le 1 && exit $s; "
      "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B "
      "|| exit 1");
  const std::string mergetool = absl::StrCat(
      command,
      " --mergetool --path=\"$MERGED\" --output=\"$MERGED\" \"$BASE\" "
      "\"$LOCAL\" \"$REMOTE\"");
  return {
      {"merge.patchgraph.name",
       "patchgraph, which settles conflicts where that is safe"},
      {"merge.patchgraph.driver", driver},
      {"merge.patchgraph.recursive", "text"},
      {"mergetool.patchgraph.cmd", mergetool},
      {"mergetool.patchgraph.trustExitCode", "true"},
  };
}

std::string WithAttributes(absl::string_view text,
                           const std::vector<std::string>& patterns) {
  std::string out(text);
  const size_t begin = out.find(std::string(kBegin));
  const size_t end = out.find(std::string(kEnd), begin);
  if (begin != std::string::npos && end != std::string::npos) {
    const size_t behind = out.find('\n', end);
    out.erase(begin, behind == std::string::npos ? behind : behind + 1 - begin);
  }
  if (patterns.empty()) return out;
  if (!out.empty() && !absl::EndsWith(out, "\n")) out.push_back('\n');
  absl::StrAppend(&out, kBegin, "\n");
  for (const std::string& pattern : patterns) {
    absl::StrAppend(&out, pattern, " merge=patchgraph\n");
  }
  absl::StrAppend(&out, kEnd, "\n");
  return out;
}

}  // namespace patchgraph
