#include "engine/check/picked_text.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/apply/apply_patch.h"
#include "engine/model/tree.h"
#include "engine/source/diff_writer.h"
#include "engine/source/patch_mail.h"
#include "engine/source/reverse_patch.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

// How well the text of a file's change still fits.
enum class Fit { kExact, kOtherLines, kNot };

int ContextLines(const Hunk& hunk, bool leading) {
  int lines = 0;
  const auto is_context = [](const HunkLine& line) {
    return line.kind == HunkLine::Kind::kContext;
  };
  if (leading) {
    for (auto line = hunk.lines.begin();
         line != hunk.lines.end() && is_context(*line); ++line) {
      ++lines;
    }
  } else {
    for (auto line = hunk.lines.rbegin();
         line != hunk.lines.rend() && is_context(*line); ++line) {
      ++lines;
    }
  }
  return lines;
}

// A hunk with less context before than behind says that the file begins there,
// one with less behind that it ends; patch(1) and git take such a hunk nowhere
// else. Whether one of the change's is elsewhere.
absl::StatusOr<bool> LeavesAnEnd(const FileChange& change,
                                 const FileStep& step) {
  if (!step.before.has_value() || change.hunks.size() != step.hunks.size()) {
    return false;
  }
  for (size_t i = 0; i < change.hunks.size(); ++i) {
    const int leading = ContextLines(change.hunks[i], /*leading=*/true);
    const int trailing = ContextLines(change.hunks[i], /*leading=*/false);
    if (leading < trailing && step.hunks[i].before_begin != 0) return true;
    if (trailing >= leading) continue;
    const auto bytes = step.before->blob.Read();
    if (!bytes.ok()) return bytes.status();
    const std::string& text = **bytes;
    const auto feeds = std::count(text.begin(), text.end(), '\n');
    const auto lines =
        feeds + (text.empty() || absl::EndsWith(text, "\n") ? 0 : 1);
    if (step.hunks[i].before_end != lines) return true;
  }
  return false;
}

// Whether a hunk's line numbers say more than its text: it fits in several
// places, or it says that it is at line 1, where git takes it alone.
bool NeedsItsNumbers(const FileChange* change, const FileStep& step) {
  for (size_t i = 0; i < step.hunks.size(); ++i) {
    const HunkStep& hunk = step.hunks[i];
    if (hunk.candidates.size() > 1) return true;
    if (change != nullptr && i < change->hunks.size() &&
        change->hunks[i].old_start <= 1 && hunk.before_begin != 0) {
      return true;
    }
  }
  return false;
}

Fit FitOf(const FileStep& step) {
  Fit fit = Fit::kExact;
  for (const HunkStep& hunk : step.hunks) {
    const bool goes_in =
        hunk.verdict == Verdict::kClean || hunk.verdict == Verdict::kOffset;
    if (!goes_in) return Fit::kNot;
    if (hunk.offset != 0) fit = Fit::kOtherLines;
  }
  const bool whole =
      step.verdict == Verdict::kClean || step.verdict == Verdict::kOffset;
  return whole ? fit : Fit::kNot;
}

// "@@ -1,3 +1,4 @@ section\n" -> " section\n"
absl::string_view SectionOf(const Hunk& hunk) {
  const absl::string_view header = hunk.header;
  const size_t end = header.find("@@", 2);
  return end == absl::string_view::npos ? "\n" : header.substr(end + 2);
}

// A range without lines is named by the line before it.
int StartOf(int begin, int end) { return begin == end ? begin : begin + 1; }

void Renumber(const FileStep& step, FileChange* change) {
  for (size_t i = 0; i < change->hunks.size(); ++i) {
    Hunk& hunk = change->hunks[i];
    const HunkStep& at = step.hunks[i];
    hunk.old_start = StartOf(at.before_begin, at.before_end);
    hunk.new_start = StartOf(at.after_begin, at.after_end);
    hunk.header = PrintHunkHeader(hunk, SectionOf(hunk));
  }
}

bool HasSections(const FileChange& change) {
  return std::any_of(
      change.hunks.begin(), change.hunks.end(),
      [](const Hunk& hunk) { return SectionOf(hunk).size() > 1; });
}

// Names each hunk's function as git does: the last line above it that starts
// with a letter, '_' or '$'.
absl::Status AddSections(const absl::optional<FileState>& before,
                         FileChange* change) {
  const auto bytes = ReadBytes(before);
  if (!bytes.ok()) return bytes.status();
  const Lines lines(**bytes);
  constexpr size_t kLongest = 80;
  for (Hunk& hunk : change->hunks) {
    for (int i = std::min(hunk.old_start - 1, lines.size()); i-- > 0;) {
      const char first = lines[i].empty() ? ' ' : lines[i].front();
      if (!absl::ascii_isalpha(first) && first != '_' && first != '$') continue;
      hunk.header =
          PrintHunkHeader(hunk, absl::StrCat(" ",
                                             absl::StripTrailingAsciiWhitespace(
                                                 lines[i].substr(0, kLongest)),
                                             "\n"));
      break;
    }
  }
  return absl::OkStatus();
}

class PickedWriter {
 public:
  PickedWriter(const Patch& given, const std::vector<FileVersions>& files)
      : given_(given), files_(files) {}

  absl::StatusOr<PickedText> Write(
      const std::shared_ptr<const Overlay>& before);

 private:
  // Whether the trial has made of a file what it should be.
  absl::StatusOr<bool> Agrees(const Tree& trial) const;
  absl::StatusOr<bool> Agrees(const Tree& trial,
                              const FileVersions& file) const;
  // The changes of one file, the text of `old` kept as far as it goes.
  absl::StatusOr<std::vector<FileChange>> WriteFile(const FileVersions& file,
                                                    const FileChange* old);
  void SetMessage(Patch* patch) const;

  const Patch& given_;
  const std::vector<FileVersions>& files_;
  bool new_headers_ = false;
};

absl::StatusOr<bool> PickedWriter::Agrees(const Tree& trial,
                                          const FileVersions& file) const {
  const auto after = FindFile(trial, file.new_path);
  if (!after.ok()) return after.status();
  if (*after != file.after) return false;
  if (file.old_path == file.new_path) return true;
  const auto old = FindFile(trial, file.old_path);
  if (!old.ok()) return old.status();
  return !old->has_value();
}

absl::StatusOr<bool> PickedWriter::Agrees(const Tree& trial) const {
  for (const FileVersions& file : files_) {
    auto agrees = Agrees(trial, file);
    if (!agrees.ok() || !*agrees) return agrees;
  }
  return true;
}

absl::StatusOr<std::vector<FileChange>> PickedWriter::WriteFile(
    const FileVersions& file, const FileChange* old) {
  auto changes = TextBetween(file);
  if (!changes.ok() || changes->size() != 1 || old == nullptr) {
    new_headers_ = true;
    return changes;
  }
  FileChange& change = changes->front();
  if (HasSections(*old)) {
    absl::Status status = AddSections(file.before, &change);
    if (!status.ok()) return status;
  }
  // A header that says the same still keeps its words.
  const auto says = [](const absl::optional<FileMode>& said,
                       const absl::optional<FileMode>& is) {
    return !said.has_value() || said == is;
  };
  const bool same_head =
      change.kind == old->kind && change.old_path == old->old_path &&
      change.new_path == old->new_path &&
      change.hunks.empty() == old->hunks.empty() &&
      !change.binary.has_value() && !old->binary.has_value() &&
      !old->header.empty() && says(old->old_mode, change.old_mode) &&
      says(old->new_mode, change.new_mode) &&
      (change.old_mode == change.new_mode || old->new_mode.has_value());
  if (same_head) {
    change.header = old->header;
    change.old_id = old->old_id;
    change.new_id = old->new_id;
  } else {
    new_headers_ = true;
  }
  return changes;
}

void PickedWriter::SetMessage(Patch* patch) const {
  patch->no_final_newline = false;
  if (HasNoText(given_)) {
    patch->strip = 1;
    patch->sparse = false;
    if (!given_.sparse) patch->preamble = MailPreamble(given_);
    return;
  }
  if (!patch->encoded.empty()) {
    patch->preamble = WithoutTransferEncoding(patch->preamble);
    patch->encoded.clear();
  }
}

absl::StatusOr<PickedText> PickedWriter::Write(
    const std::shared_ptr<const Overlay>& before) {
  const bool has_text = !HasNoText(given_);
  Overlay trial(before, before->name());
  PatchApplier applier(&trial, /*max_fuzz=*/0);
  auto step = applier.Apply(given_, "");
  if (!step.ok()) return step.status();
  const Patch forward = given_.reversed ? Reverse(given_) : given_;
  // Where two changes make one step, there is no telling them apart.
  const bool paired = has_text && forward.files.size() == step->files.size();
  std::vector<Fit> file_fits;
  for (size_t i = 0; i < step->files.size(); ++i) {
    file_fits.push_back(FitOf(step->files[i]));
    if (!paired) continue;
    auto leaves = LeavesAnEnd(forward.files[i], step->files[i]);
    if (!leaves.ok()) return leaves.status();
    if (*leaves) file_fits.back() = Fit::kNot;
  }
  Fit fit = Fit::kExact;
  for (const Fit file_fit : file_fits) fit = std::max(fit, file_fit);
  auto agrees = Agrees(trial);
  if (!agrees.ok()) return agrees.status();
  if (!*agrees) fit = Fit::kNot;

  PickedText picked;
  picked.as = fit == Fit::kExact        ? PickedAs::kOriginal
              : fit == Fit::kOtherLines ? PickedAs::kOtherLines
                                        : PickedAs::kOtherContext;
  picked.patch = given_;
  for (size_t i = 0; i < step->files.size(); ++i) {
    picked.ambiguous =
        picked.ambiguous ||
        NeedsItsNumbers(paired ? &forward.files[i] : nullptr, step->files[i]);
  }
  if (has_text && fit == Fit::kExact) return picked;

  picked.patch.reversed = false;
  picked.patch.files.clear();
  new_headers_ = given_.reversed;
  for (const FileVersions& file : files_) {
    if (!file.Changes()) continue;
    const FileChange* old = nullptr;
    const FileStep* old_step = nullptr;
    Fit file_fit = Fit::kNot;
    for (size_t i = 0; paired && i < forward.files.size(); ++i) {
      if (forward.files[i].new_path != file.new_path &&
          forward.files[i].old_path != file.old_path) {
        continue;
      }
      old = &forward.files[i];
      old_step = &step->files[i];
      file_fit = file_fits[i];
    }
    auto fits = Agrees(trial, file);
    if (!fits.ok()) return fits.status();
    if (old != nullptr && *fits && file_fit != Fit::kNot) {
      FileChange kept = *old;
      Renumber(*old_step, &kept);
      picked.patch.files.push_back(std::move(kept));
      continue;
    }
    auto written = WriteFile(file, old);
    if (!written.ok()) return written.status();
    std::move(written->begin(), written->end(),
              std::back_inserter(picked.patch.files));
  }
  if (new_headers_ && picked.patch.strip > 1) {
    // New headers are made for -p1, so all must be.
    for (FileChange& change : picked.patch.files) change.header.clear();
    picked.patch.strip = 1;
  }
  SetMessage(&picked.patch);
  return picked;
}

}  // namespace

bool HasNoText(const Patch& patch) {
  return patch.sparse || std::any_of(patch.files.begin(), patch.files.end(),
                                     [](const FileChange& change) {
                                       return change.original.has_value() ||
                                              change.replacement.has_value();
                                     });
}

absl::StatusOr<PickedText> WritePicked(
    const Patch& given, const std::shared_ptr<const Overlay>& before,
    const std::vector<FileVersions>& files) {
  return PickedWriter(given, files).Write(before);
}

}  // namespace patchgraph
