#include "engine/source/series_writer.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <system_error>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "engine/source/diff_writer.h"

namespace patchgraph {
namespace {

namespace fs = std::filesystem;

constexpr absl::string_view kSeriesFile = "series";
constexpr size_t kLongestComponent = 200;

// Bytes that mean nothing to a series file or a shell. Those above ASCII stay:
// they are letters in some encoding.
bool IsSafe(char byte) {
  return !absl::ascii_isascii(byte) || absl::ascii_isalnum(byte) ||
         absl::StrContains("._+-,@=~", absl::string_view(&byte, 1));
}

std::string SafeComponent(absl::string_view component) {
  std::string safe(component.substr(0, kLongestComponent));
  std::replace_if(
      safe.begin(), safe.end(), [](char byte) { return !IsSafe(byte); }, '-');
  // "." and "..", git's folder, and what looks like an option.
  const bool odd = safe.find_first_not_of('.') == std::string::npos ||
                   absl::EqualsIgnoreCase(safe, ".git") || safe[0] == '-';
  return odd ? absl::StrCat("_", safe) : safe;
}

std::string SafeName(absl::string_view name) {
  std::vector<std::string> components;
  for (const absl::string_view component :
       absl::StrSplit(name, '/', absl::SkipEmpty())) {
    components.push_back(SafeComponent(component));
  }
  return components.empty() ? "patch" : absl::StrJoin(components, "/");
}

// "a/b.patch", 2 -> "a/b-2.patch"
std::string Numbered(const std::string& name, int number) {
  const size_t slash = name.rfind('/');
  const size_t dot = name.rfind('.');
  const bool has_end = dot != std::string::npos && dot > 0 &&
                       (slash == std::string::npos || dot > slash + 1);
  const size_t at = has_end ? dot : name.size();
  return absl::StrCat(name.substr(0, at), "-", number, name.substr(at));
}

// Names that are given out, with the folders they need.
class TakenNames {
 public:
  TakenNames() { files_.insert(std::string(kSeriesFile)); }

  // Where the part of `name` ends that is taken; npos if it is free.
  size_t FindTaken(const std::string& name) const {
    for (size_t at = name.find('/'); at != std::string::npos;
         at = name.find('/', at + 1)) {
      if (files_.count(name.substr(0, at)) > 0) return at;
    }
    const bool taken = files_.count(name) > 0 || folders_.count(name) > 0;
    return taken ? name.size() : std::string::npos;
  }

  void Take(const std::string& name) {
    files_.insert(name);
    for (size_t at = name.find('/'); at != std::string::npos;
         at = name.find('/', at + 1)) {
      folders_.insert(name.substr(0, at));
    }
  }

 private:
  std::set<std::string> files_;
  std::set<std::string> folders_;
};

absl::Status Failed(absl::string_view what, const fs::path& path,
                    const std::error_code& error) {
  return absl::UnavailableError(
      absl::StrCat("cannot ", what, " ", path.string(), ": ", error.message()));
}

absl::Status WriteFile(const fs::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) {
    return absl::UnavailableError(absl::StrCat("cannot write ", path.string()));
  }
  return absl::OkStatus();
}

absl::Status WriteInto(const Series& series, const fs::path& folder) {
  const std::vector<std::string> names = SeriesFileNames(series);
  std::string list;
  for (size_t i = 0; i < names.size(); ++i) {
    const Patch& patch = series.patches[i];
    const fs::path path = folder / names[i];
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) return Failed("make", path.parent_path(), error);
    absl::Status written = WriteFile(path, PrintPatch(patch));
    if (!written.ok()) return written;
    absl::StrAppend(&list, names[i]);
    if (patch.strip != 1) absl::StrAppend(&list, " -p", patch.strip);
    absl::StrAppend(&list, patch.reversed ? " -R\n" : "\n");
  }
  return WriteFile(folder / std::string(kSeriesFile), list);
}

// A new folder next to `target`.
absl::StatusOr<fs::path> MakeFolderBeside(const fs::path& target) {
  for (int number = 1;; ++number) {
    fs::path beside = target;
    beside += absl::StrCat(".new-", number);
    std::error_code error;
    if (fs::create_directory(beside, error)) return beside;
    if (error) return Failed("make", beside, error);
  }
}

absl::Status CheckIsFree(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(folder, error);
  if (!fs::exists(status)) return absl::OkStatus();
  if (!fs::is_directory(status)) {
    return absl::AlreadyExistsError(
        absl::StrCat(folder.string(), " is there, and is no folder"));
  }
  const bool empty = fs::is_empty(folder, error);
  if (error) return Failed("read", folder, error);
  if (empty) return absl::OkStatus();
  return absl::AlreadyExistsError(absl::StrCat(
      folder.string(), " is not empty; a series goes into a new folder"));
}

}  // namespace

std::vector<std::string> SeriesFileNames(const Series& series) {
  std::vector<std::string> names;
  TakenNames taken;
  for (const Patch& patch : series.patches) {
    const std::string wanted = SafeName(patch.name);
    std::string name = wanted;
    const size_t end = taken.FindTaken(wanted);
    for (int number = 2; taken.FindTaken(name) != std::string::npos; ++number) {
      name = Numbered(wanted.substr(0, end), number) + wanted.substr(end);
    }
    taken.Take(name);
    names.push_back(std::move(name));
  }
  return names;
}

absl::Status WriteSeries(const Series& series, const std::string& folder) {
  std::error_code error;
  fs::path target = fs::absolute(folder, error).lexically_normal();
  if (error || folder.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", folder, "\" is no name of a folder"));
  }
  if (!target.has_filename()) target = target.parent_path();
  if (absl::Status free = CheckIsFree(target); !free.ok()) return free;
  fs::create_directories(target.parent_path(), error);
  if (error) return Failed("make", target.parent_path(), error);

  const auto beside = MakeFolderBeside(target);
  if (!beside.ok()) return beside.status();
  absl::Status written = WriteInto(series, *beside);
  if (written.ok()) {
    // An empty folder gives way, one that was filled meanwhile does not.
    fs::rename(*beside, target, error);
    if (error) written = Failed("make", target, error);
  }
  if (!written.ok()) fs::remove_all(*beside, error);
  return written;
}

}  // namespace patchgraph
