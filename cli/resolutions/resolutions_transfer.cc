#include "cli/resolutions/resolutions_transfer.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "cli/output_file.h"
#include "cli/resolutions/resolution_ref.h"
#include "cli/resolutions/rr_cache.h"
#include "engine/report/words.h"
#include "patchdb/resolution_store.h"
#include "patchdb/resolution_text.h"

namespace patchgraph {
namespace {

constexpr size_t kMostNotes = 20;

std::string Resolutions(int count) {
  return Counted(count, "resolution", "resolutions");
}

absl::StatusOr<std::vector<Resolution>> ReadStore(
    const GitRepository& repository) {
  const auto store =
      ResolutionStore::Open(ResolutionsFileIn(repository.GitFolder()));
  if (absl::IsNotFound(store.status())) return std::vector<Resolution>();
  if (!store.ok()) return store.status();
  return store->All();
}

absl::StatusOr<ReadResolutions> ReadFile(const std::string& name,
                                         const CliStreams& streams) {
  const std::string path = PathFrom(streams, name);
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    return absl::NotFoundError(absl::StrCat("there is no file ", name));
  }
  if (std::filesystem::file_size(path, error) > kLargestResolutionsFile) {
    return absl::InvalidArgumentError(absl::StrCat(name, ": it is too large"));
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  if (!file) return absl::UnavailableError(absl::StrCat("cannot read ", name));
  auto read = ResolutionsFromText(bytes.str());
  if (read.ok()) return read;
  return absl::InvalidArgumentError(
      absl::StrCat(name, ": ", read.status().message()));
}

absl::StatusOr<ReadResolutions> ReadSource(
    const ResolutionsArguments& arguments, const GitRepository& repository,
    const CliStreams& streams) {
  if (arguments.ref) {
    return ReadResolutionsAt(repository, arguments.revision.empty()
                                             ? std::string(kResolutionsRef)
                                             : arguments.revision);
  }
  if (arguments.rr_cache) {
    return ReadRrCache(arguments.rr_cache_folder.empty()
                           ? repository.GitFolder() + "rr-cache"
                           : PathFrom(streams, arguments.rr_cache_folder));
  }
  return ReadFile(arguments.file, streams);
}

void PrintLeftOut(std::vector<std::string> left_out,
                  const CliStreams& streams) {
  const size_t count = left_out.size();
  if (count > kMostNotes + 1) {
    left_out.resize(kMostNotes);
    left_out.push_back(absl::StrCat("and ", count - kMostNotes, " more"));
  }
  for (std::string& note : left_out) note = absl::StrCat("left out: ", note);
  PrintNotes(left_out, streams);
}

}  // namespace

absl::Status ExportResolutions(const ResolutionsArguments& arguments,
                               const GitRepository& repository,
                               const CliStreams& streams) {
  const auto all = ReadStore(repository);
  if (!all.ok()) return all.status();
  if (arguments.ref) {
    const absl::StatusOr<int> added = AddToResolutionsRef(repository, *all);
    if (!added.ok()) return added.status();
    if (all->empty()) {
      streams.out << "no resolutions are remembered\n";
    } else if (*added == 0) {
      streams.out << kResolutionsRef << " has them all\n";
    } else {
      streams.out << "added " << Resolutions(*added) << " to "
                  << kResolutionsRef << "; to share them: git push origin "
                  << kResolutionsRef << "\n";
    }
    return absl::OkStatus();
  }
  absl::Status written =
      WriteOutput(ResolutionsAsText(*all), arguments.file, streams);
  if (!written.ok()) return written;
  streams.out << "wrote " << Resolutions(static_cast<int>(all->size())) << "\n";
  return absl::OkStatus();
}

absl::Status ImportResolutions(const ResolutionsArguments& arguments,
                               const GitRepository& repository,
                               const CliStreams& streams) {
  const auto read = ReadSource(arguments, repository, streams);
  if (!read.ok()) return read.status();
  PrintLeftOut(read->left_out, streams);
  if (arguments.ref && read->resolutions.empty() && !read->left_out.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(arguments.revision.empty() ? std::string(kResolutionsRef)
                                                : arguments.revision,
                     " holds no resolutions"));
  }
  int added = 0;
  if (!read->resolutions.empty()) {
    auto store =
        ResolutionStore::OpenOrMake(ResolutionsFileIn(repository.GitFolder()));
    if (!store.ok()) return store.status();
    const absl::StatusOr<int> now = store->Add(read->resolutions);
    if (!now.ok()) return now.status();
    added = *now;
  }
  if (!arguments.revision.empty()) {
    absl::Status joined = JoinResolutionsRef(repository, arguments.revision);
    if (!joined.ok()) return joined;
  }
  const int known = static_cast<int>(read->resolutions.size()) - added;
  streams.out << "imported " << Resolutions(added);
  if (known > 0) streams.out << "; " << known << " known already";
  streams.out << "\n";
  if (arguments.rr_cache && added > 0) {
    streams.out << "git rerere keeps no base: these are proposed, never "
                   "applied unasked\n";
  }
  return absl::OkStatus();
}

}  // namespace patchgraph
