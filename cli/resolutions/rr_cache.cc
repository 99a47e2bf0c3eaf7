#include "cli/resolutions/rr_cache.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "engine/resolutions/rerere_pair.h"

namespace patchgraph {
namespace {

namespace fs = std::filesystem;

constexpr char kPreimage[] = "preimage";

std::vector<fs::path> SortedEntries(const fs::path& folder,
                                    std::error_code* error) {
  std::vector<fs::path> entries;
  for (fs::directory_iterator at(folder, *error), end; !*error && at != end;
       at.increment(*error)) {
    entries.push_back(at->path());
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}

// A plain file of a size that a file with conflicts has; nothing else is
// opened.
absl::optional<std::string> ReadPlainFile(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(fs::symlink_status(path, error)) || error ||
      fs::file_size(path, error) > kLargestResolutionsFile || error) {
    return absl::nullopt;
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  if (!file) return absl::nullopt;
  return bytes.str();
}

int64_t ChangedAt(const fs::path& path) {
  struct stat status = {};
  return stat(path.c_str(), &status) == 0 ? status.st_mtime : 0;
}

void ReadPair(const fs::path& preimage, ReadResolutions* read) {
  // "preimage" or "preimage.1", a variant: other text around the same
  // conflicts.
  const std::string name = preimage.filename().string();
  const fs::path postimage =
      preimage.parent_path() /
      absl::StrCat("postimage", name.substr(sizeof kPreimage - 1));
  if (!fs::exists(postimage)) return;
  const std::string where =
      absl::StrCat(preimage.parent_path().filename().string(), "/", name);
  const auto before = ReadPlainFile(preimage);
  const auto after = ReadPlainFile(postimage);
  if (!before.has_value() || !after.has_value()) {
    read->left_out.push_back(absl::StrCat(where, ": it cannot be read"));
    return;
  }
  RerereResolutions pair =
      ReadRererePair(*before, *after, ChangedAt(postimage));
  std::move(pair.resolutions.begin(), pair.resolutions.end(),
            std::back_inserter(read->resolutions));
  for (const std::string& why : pair.left_out) {
    read->left_out.push_back(absl::StrCat(where, ": ", why));
  }
}

}  // namespace

absl::StatusOr<ReadResolutions> ReadRrCache(const std::string& folder) {
  std::error_code error;
  ReadResolutions read;
  const std::vector<fs::path> conflicts = SortedEntries(folder, &error);
  if (error) {
    return absl::NotFoundError(
        absl::StrCat("cannot read ", folder, ": ", error.message()));
  }
  for (const fs::path& conflict : conflicts) {
    std::error_code no_folder;
    for (const fs::path& file : SortedEntries(conflict, &no_folder)) {
      const std::string name = file.filename().string();
      if (name == kPreimage || absl::StartsWith(name, "preimage.")) {
        ReadPair(file, &read);
      }
    }
  }
  return read;
}

}  // namespace patchgraph
