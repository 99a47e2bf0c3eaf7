#include "cli/resolutions/resolutions_apply.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "cli/replace_file.h"
#include "engine/report/rebase/resolution_report.h"
#include "engine/resolutions/marked_conflicts.h"

namespace patchgraph {
namespace {

namespace fs = std::filesystem;

absl::Status About(const std::string& name, const absl::Status& status) {
  return absl::Status(status.code(),
                      absl::StrCat(name, ": ", status.message()));
}

}  // namespace

absl::Status ApplyToFile(const Resolution& resolution, const std::string& name,
                         const CliStreams& streams) {
  const fs::path path = PathFrom(streams, name);
  std::error_code error;
  if (!fs::is_regular_file(fs::symlink_status(path, error))) {
    return absl::NotFoundError(absl::StrCat("there is no file ", name));
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  if (!file) return absl::UnavailableError(absl::StrCat("cannot read ", name));
  const auto replaced = ReplaceMarkedConflict(bytes.str(), resolution);
  if (!replaced.ok()) return About(name, replaced.status());
  absl::Status written = ReplaceFile(path.string(), replaced->text);
  if (!written.ok()) return written;
  ProposedResolution done;
  done.line = replaced->line;
  done.resolution = resolution;
  done.applied = true;
  streams.out << ProposalLine(name, done) << "\n";
  return absl::OkStatus();
}

}  // namespace patchgraph
