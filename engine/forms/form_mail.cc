#include "engine/forms/form_mail.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/check/file_text.h"
#include "engine/forms/patch_commit.h"
#include "engine/git/git_commit.h"
#include "engine/source/diff_writer.h"
#include "engine/source/mbox.h"
#include "engine/source/patch_mail.h"

namespace patchgraph {
namespace {

constexpr absl::string_view kNoCommit =
    "From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001\n";

// Whether the text's head names a sender with an address and a subject, which
// git am needs.
bool HasMailHead(absl::string_view text) {
  bool sender = false;
  bool subject = false;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (line.empty() || line == "\r") break;
    if (absl::StartsWithIgnoreCase(line, "From:")) {
      sender = absl::StrContains(line, '@') && absl::StrContains(line, '<');
    }
    subject = subject || absl::StartsWithIgnoreCase(line, "Subject:");
  }
  return sender && subject;
}

// Where another mail would seem to begin within this one.
bool HoldsFromLine(absl::string_view text) {
  bool first = true;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (!first && IsFromLine(line)) return true;
    first = false;
  }
  return false;
}

// Paths as git reads them: "a/x" and "b/x", and headers that name them so.
bool HasGitHeaders(const Patch& patch) {
  return patch.strip == 1 && !patch.reversed &&
         std::all_of(patch.files.begin(), patch.files.end(),
                     [](const FileChange& change) {
                       return change.header.empty() ||
                              absl::StartsWith(change.header, "diff --git ");
                     });
}

// The date of a commit, as mail has it.
std::string MailDate(const std::string& date) {
  const std::vector<std::string> parts = absl::StrSplit(date, ' ');
  int64_t seconds = 0;
  int zone = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &seconds) ||
      !absl::SimpleAtoi(parts[1], &zone)) {
    return std::string();
  }
  return FormatMailDate(seconds, zone / 100 * 60 + zone % 100);
}

bool StaysAsItIs(const Patch& patch, const std::string& text) {
  return HasGitHeaders(patch) && IsMail(text) && HasMailHead(text) &&
         !HoldsFromLine(text);
}

absl::StatusOr<std::vector<FileChange>> GitChanges(const FormPatch& form) {
  std::vector<FileChange> changes;
  for (const FileVersions& file : form.files) {
    auto between = TextBetween(file);
    if (!between.ok()) return between.status();
    std::move(between->begin(), between->end(), std::back_inserter(changes));
  }
  return changes;
}

}  // namespace

absl::StatusOr<std::string> MailOf(const FormPatch& form,
                                   absl::string_view author) {
  const Patch& given = form.patch;
  std::string text = PrintPatch(given);
  if (StaysAsItIs(given, text)) {
    if (!absl::StartsWith(text, "From ")) text = absl::StrCat(kNoCommit, text);
  } else {
    const PatchCommit said = CommitOf(given);
    Patch mail;
    mail.author = said.author.empty() ? std::string(author) : said.author;
    mail.date = MailDate(said.date);
    mail.subject = SubjectOf(said.message);
    mail.preamble = said.message;
    auto changes = GitChanges(form);
    if (!changes.ok()) return changes.status();
    mail.preamble = MailPreamble(mail);
    mail.files = *std::move(changes);
    text = absl::StrCat(PrintPatch(mail), "-- \npatchgraph\n");
  }
  if (!absl::EndsWith(text, "\n")) text.push_back('\n');
  if (!absl::EndsWith(text, "\n\n")) text.push_back('\n');
  return text;
}

bool NeedsKeepCr(const FormPatch& form) {
  return std::any_of(
      form.patch.files.begin(), form.patch.files.end(),
      [](const FileChange& change) {
        return std::any_of(
            change.hunks.begin(), change.hunks.end(), [](const Hunk& hunk) {
              return std::any_of(hunk.lines.begin(), hunk.lines.end(),
                                 [](const HunkLine& line) {
                                   return absl::EndsWith(line.text, "\r\n");
                                 });
            });
      });
}

}  // namespace patchgraph
