#include "engine/forms/form_files.h"

#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/forms/form_mail.h"
#include "engine/model/repo_path.h"
#include "engine/source/diff_writer.h"
#include "engine/source/series_writer.h"

namespace patchgraph {
namespace {

namespace fs = std::filesystem;

absl::Status CannotWrite(const fs::path& path, const std::error_code& error) {
  return absl::UnavailableError(
      absl::StrCat("cannot write ", path.string(), ": ", error.message()));
}

// A name beside `place` that nobody has.
fs::path Beside(const fs::path& place) {
  std::error_code error;
  for (int number = 1;; ++number) {
    fs::path beside = place;
    beside += absl::StrCat(".new-", number);
    if (!fs::exists(fs::symlink_status(beside, error))) return beside;
  }
}

absl::Status WriteBytesTo(const fs::path& path, absl::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (file) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot write ", path.string()));
}

absl::Status CheckFreePlace(const fs::path& place, bool folder) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(place, error);
  if (!fs::exists(status)) return absl::OkStatus();
  if (folder && fs::is_directory(status) && fs::is_empty(place, error)) {
    return absl::OkStatus();
  }
  return absl::AlreadyExistsError(absl::StrCat(
      place.string(), " is there already; another form goes to a new place"));
}

absl::StatusOr<fs::path> PrepareFor(const std::string& name, bool folder) {
  std::error_code error;
  fs::path place = fs::absolute(name, error).lexically_normal();
  if (error || name.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", name, "\" names no place to write to"));
  }
  if (!place.has_filename()) place = place.parent_path();
  absl::Status status = CheckFreePlace(place, folder);
  if (!status.ok()) return status;
  fs::create_directories(place.parent_path(), error);
  if (error) return CannotWrite(place.parent_path(), error);
  return place;
}

absl::Status WriteNewFile(const std::string& name, absl::string_view bytes) {
  const auto place = PrepareFor(name, /*folder=*/false);
  if (!place.ok()) return place.status();
  const fs::path beside = Beside(*place);
  std::error_code error;
  absl::Status status = WriteBytesTo(beside, bytes);
  // A link, unlike a rename, does not replace what somebody made meanwhile.
  if (status.ok()) {
    fs::create_hard_link(beside, *place, error);
    if (error) status = CannotWrite(*place, error);
  }
  fs::remove(beside, error);
  return status;
}

absl::Status WriteSparseFile(const fs::path& path, const FileState& file) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error) return CannotWrite(path.parent_path(), error);
  const auto bytes = file.blob.Read();
  if (!bytes.ok()) return bytes.status();
  if (file.mode == FileMode::kSymlink) {
    fs::create_symlink(**bytes, path, error);
    return error ? CannotWrite(path, error) : absl::OkStatus();
  }
  absl::Status status = WriteBytesTo(path, **bytes);
  if (!status.ok() || file.mode != FileMode::kExecutable) return status;
  fs::permissions(
      path,
      fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec,
      fs::perm_options::add, error);
  return error ? CannotWrite(path, error) : absl::OkStatus();
}

absl::Status CheckSparse(const std::vector<FileVersions>& files) {
  int gone = 0;
  std::string first;
  for (const FileVersions& file : files) {
    if (!file.after.has_value() && gone++ == 0) first = file.old_path;
    if (file.after.has_value() && file.after->mode == FileMode::kSubmodule) {
      return absl::FailedPreconditionError(absl::StrCat(
          file.new_path, " is a submodule, which no sparse tree can hold"));
    }
  }
  if (gone == 0) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "a sparse tree cannot say that a file goes away, and ", first,
      gone == 1 ? " does" : absl::StrCat(" and ", gone - 1, " more do"),
      "; write another form"));
}

}  // namespace

absl::Status WriteQuiltForm(const std::vector<FormPatch>& patches,
                            const std::string& place) {
  Series series;
  for (const FormPatch& form : patches) series.patches.push_back(form.patch);
  return WriteSeries(series, place);
}

absl::Status WriteMboxForm(const std::vector<FormPatch>& patches,
                           absl::string_view author, const std::string& place) {
  std::string text;
  for (const FormPatch& form : patches) {
    const auto mail = MailOf(form, author);
    if (!mail.ok()) return mail.status();
    absl::StrAppend(&text, *mail);
  }
  return WriteNewFile(place, text);
}

absl::Status WriteDiffForm(const std::vector<FormPatch>& patches,
                           const std::string& place) {
  Patch diff;
  for (const FileVersions& file : NetVersions(patches)) {
    auto changes = TextBetween(file);
    if (!changes.ok()) return changes.status();
    for (FileChange& change : *changes) diff.files.push_back(std::move(change));
  }
  return WriteNewFile(place, PrintPatch(diff));
}

absl::Status WriteSparseForm(const std::vector<FormPatch>& patches,
                             const std::string& place) {
  const auto files = NetVersions(patches);
  if (absl::Status status = CheckSparse(files); !status.ok()) return status;
  const auto folder = PrepareFor(place, /*folder=*/true);
  if (!folder.ok()) return folder.status();
  const fs::path beside = Beside(*folder);
  std::error_code error;
  fs::create_directory(beside, error);
  absl::Status status = error ? CannotWrite(beside, error) : absl::OkStatus();
  for (const FileVersions& file : files) {
    if (status.ok()) {
      status = WriteSparseFile(beside / file.new_path, *file.after);
    }
  }
  if (status.ok()) {
    fs::rename(beside, *folder, error);
    if (error) status = CannotWrite(*folder, error);
  }
  if (!status.ok()) fs::remove_all(beside, error);
  return status;
}

}  // namespace patchgraph
