#include "engine/forms/patch_commit.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "engine/forms/latin_text.h"
#include "engine/source/mbox.h"
#include "engine/source/mbox_encoding.h"
#include "engine/source/patch_message.h"

namespace patchgraph {
namespace {

// Fields that a message's head may have, beside those of a mail's way.
enum class Field { kNone, kSubject, kDescription, kMail, kAbout };

Field FieldOf(absl::string_view name) {
  const std::string lower = absl::AsciiStrToLower(name);
  if (lower == "subject") return Field::kSubject;
  if (lower == "description") return Field::kDescription;
  for (const char* known :
       {"from",       "author",       "date",         "sender",
        "to",         "cc",           "bcc",          "reply-to",
        "message-id", "in-reply-to",  "references",   "mime-version",
        "received",   "return-path",  "delivered-to", "list-id",
        "precedence", "errors-to",    "user-agent",   "lines",
        "status",     "organization", "envelope-to"}) {
    if (lower == known) return Field::kMail;
  }
  for (const char* start : {"x-", "content-", "list-", "resent-", "dkim-",
                            "arc-", "authentication-"}) {
    if (absl::StartsWith(lower, start)) return Field::kMail;
  }
  for (const char* known :
       {"origin", "forwarded", "last-update", "applied-upstream", "bug",
        "reviewed-by", "acked-by", "signed-off-by", "tested-by", "cc",
        "patch-name", "patch-category", "patch-mainline", "git-commit",
        "git-repo", "commit", "subject-area", "comment"}) {
    if (lower == known) return Field::kAbout;
  }
  return absl::StartsWith(lower, "bug-") ? Field::kAbout : Field::kNone;
}

// "Name: value" -> Name; empty for what is no field.
absl::string_view FieldName(absl::string_view line) {
  const size_t colon = line.find(':');
  if (colon == line.npos || colon == 0) return absl::string_view();
  const absl::string_view name = line.substr(0, colon);
  const bool is_name =
      std::all_of(name.begin(), name.end(), [](unsigned char byte) {
        return absl::ascii_isalnum(byte) || byte == '-';
      });
  return is_name ? name : absl::string_view();
}

bool IsFolded(absl::string_view line) {
  return absl::StartsWith(line, " ") || absl::StartsWith(line, "\t");
}

// The parts of a preamble.
class PreambleReader {
 public:
  explicit PreambleReader(absl::string_view text)
      : lines_(absl::StrSplit(text, '\n')) {
    for (absl::string_view& line : lines_) absl::ConsumeSuffix(&line, "\r");
  }

  void Read() {
    SkipOpening();
    if (at_ < lines_.size() &&
        FieldOf(FieldName(lines_[at_])) != Field::kNone) {
      ReadFields();
    }
    while (at_ < lines_.size() && lines_[at_].empty()) ++at_;
    // A mail that passes on another's patch has its fields in the text.
    if (is_mail_) ReadInnerFields();
    for (; at_ < lines_.size(); ++at_) {
      const absl::string_view line = lines_[at_];
      if (absl::StripTrailingAsciiWhitespace(line) == "---") break;
      if (!IsMachineLine(line)) body_.emplace_back(Plain(line));
    }
  }

  std::string Message(absl::string_view fallback) {
    if (subject_.empty()) TakeSubject();
    if (subject_.empty()) subject_ = std::string(fallback);
    Trim(&body_);
    std::string message = absl::StrCat(subject_, "\n");
    if (!body_.empty()) {
      absl::StrAppend(&message, "\n", absl::StrJoin(body_, "\n"), "\n");
    }
    if (!about_.empty()) {
      absl::StrAppend(&message, "\n", absl::StrJoin(about_, "\n"), "\n");
    }
    return message;
  }

 private:
  static void Trim(std::vector<std::string>* lines) {
    while (!lines->empty() && lines->back().empty()) lines->pop_back();
    while (!lines->empty() && lines->front().empty()) {
      lines->erase(lines->begin());
    }
  }

  // What a tool wrote for itself.
  static bool IsMachineLine(absl::string_view line) {
    if (absl::StartsWith(line, "#!")) return true;
    if (absl::StartsWith(line, "## ")) return !absl::StartsWith(line, "## DP:");
    for (const char* start :
         {"# HG changeset patch", "# User ", "# Date ", "# Node ID ",
          "# Parent ", "# Branch ", "#      "}) {
      if (absl::StartsWith(line, start)) return true;
    }
    return line == "@DPATCH@" || absl::StartsWith(line, "Index: ") ||
           absl::StartsWith(line, "=====");
  }

  static std::string Plain(absl::string_view line) {
    if (absl::ConsumePrefix(&line, "## DP:")) {
      line = absl::StripAsciiWhitespace(line);
    }
    return std::string(absl::StripTrailingAsciiWhitespace(line));
  }

  void SkipOpening() {
    while (at_ < lines_.size() &&
           (lines_[at_].empty() || IsFromLine(lines_[at_]))) {
      is_mail_ = is_mail_ || IsFromLine(lines_[at_]);
      ++at_;
    }
  }

  // The field at the cursor with its folded lines, which it moves over.
  std::vector<absl::string_view> TakeField() {
    std::vector<absl::string_view> lines = {lines_[at_++]};
    while (at_ < lines_.size() && IsFolded(lines_[at_])) {
      lines.push_back(lines_[at_++]);
    }
    return lines;
  }

  static std::string Unfolded(const std::vector<absl::string_view>& lines) {
    std::vector<absl::string_view> words;
    words.reserve(lines.size());
    for (const absl::string_view line : lines) {
      words.push_back(absl::StripAsciiWhitespace(line));
    }
    return absl::StrJoin(words, " ");
  }

  void ReadFields() {
    while (at_ < lines_.size()) {
      const absl::string_view name = FieldName(lines_[at_]);
      if (name.empty()) return;
      const auto lines = TakeField();
      const absl::string_view value =
          absl::StripAsciiWhitespace(lines[0].substr(name.size() + 1));
      switch (FieldOf(name)) {
        case Field::kSubject:
          SetSubject(lines, name);
          break;
        case Field::kDescription:
          if (subject_.empty()) subject_ = std::string(value);
          AddDescription(lines);
          break;
        case Field::kMail:
          is_mail_ = is_mail_ || absl::EqualsIgnoreCase(name, "from");
          break;
        case Field::kAbout:
        case Field::kNone:
          about_.push_back(Unfolded(lines));
          break;
      }
    }
  }

  void SetSubject(const std::vector<absl::string_view>& lines,
                  absl::string_view name) {
    const std::string text = Unfolded(lines).substr(name.size() + 1);
    subject_ =
        SubjectWithoutTags(DecodeHeaderWords(absl::StripAsciiWhitespace(text)));
    // Debian has the description under the subject, too.
    const bool is_debian =
        lines.size() > 1 &&
        std::find(lines.begin(), lines.end(), " .") != lines.end();
    if (!is_debian) return;
    subject_ = SubjectWithoutTags(
        absl::StripAsciiWhitespace(lines[0].substr(name.size() + 1)));
    AddDescription(lines);
  }

  // The lines under the first, where " ." is an empty one.
  void AddDescription(const std::vector<absl::string_view>& lines) {
    for (size_t i = 1; i < lines.size(); ++i) {
      absl::string_view line = lines[i].substr(1);
      if (absl::StripAsciiWhitespace(line) == ".") line = "";
      body_.emplace_back(absl::StripTrailingAsciiWhitespace(line));
    }
    body_.emplace_back();
  }

  void ReadInnerFields() {
    bool any = false;
    while (at_ < lines_.size()) {
      const absl::string_view name = FieldName(lines_[at_]);
      const bool is_inner = absl::EqualsIgnoreCase(name, "From") ||
                            absl::EqualsIgnoreCase(name, "Subject") ||
                            absl::EqualsIgnoreCase(name, "Date");
      if (!is_inner) break;
      const auto lines = TakeField();
      if (absl::EqualsIgnoreCase(name, "Subject")) SetSubject(lines, name);
      any = true;
    }
    while (any && at_ < lines_.size() && lines_[at_].empty()) ++at_;
  }

  // The first line of the text, where no field was a subject.
  void TakeSubject() {
    Trim(&body_);
    if (body_.empty()) return;
    subject_ = std::string(absl::StripAsciiWhitespace(body_.front()));
    body_.erase(body_.begin());
  }

  std::vector<absl::string_view> lines_;
  size_t at_ = 0;
  bool is_mail_ = false;
  std::string subject_;
  std::vector<std::string> body_;
  std::vector<std::string> about_;
};

// The time zone at the end of a date, in minutes east; taken off.
int TakeZone(absl::string_view* text) {
  const size_t space = text->rfind(' ');
  if (space == text->npos) return 0;
  const absl::string_view zone = text->substr(space + 1);
  int digits = 0;
  if (zone.size() == 5 && (zone[0] == '+' || zone[0] == '-') &&
      absl::SimpleAtoi(zone.substr(1), &digits)) {
    *text = absl::StripTrailingAsciiWhitespace(text->substr(0, space));
    const int minutes = digits / 100 * 60 + digits % 100;
    return zone[0] == '-' ? -minutes : minutes;
  }
  if (zone == "GMT" || zone == "UTC" || zone == "Z") {
    *text = absl::StripTrailingAsciiWhitespace(text->substr(0, space));
  }
  return 0;
}

std::string PrintDate(int64_t seconds, int minutes) {
  const int away = std::abs(minutes);
  return absl::StrFormat("%d %c%02d%02d", seconds, minutes < 0 ? '-' : '+',
                         away / 60, away % 60);
}

}  // namespace

absl::optional<std::string> CommitDate(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  // "(CEST)" behind a zone.
  if (absl::EndsWith(text, ")")) {
    text = absl::StripAsciiWhitespace(text.substr(0, text.rfind('(')));
  }
  // Mercurial: seconds, and seconds west of Greenwich.
  const std::vector<absl::string_view> words =
      absl::StrSplit(text, ' ', absl::SkipEmpty());
  int64_t seconds = 0;
  int west = 0;
  if (words.size() == 2 && absl::SimpleAtoi(words[0], &seconds) &&
      absl::SimpleAtoi(words[1], &west) && words[0].size() > 4) {
    const bool of_git = words[1].size() == 5 &&
                        (words[1][0] == '+' || words[1][0] == '-') &&
                        west % 100 < 60 && std::abs(west) <= 1400;
    return of_git && words[1][0] == '+' ? absl::StrCat(words[0], " ", words[1])
                                        : PrintDate(seconds, -west / 60);
  }
  const int minutes = TakeZone(&text);
  for (const char* format :
       {"%a, %d %b %Y %H:%M:%S", "%d %b %Y %H:%M:%S", "%a, %d %b %Y %H:%M",
        "%a %b %d %H:%M:%S %Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M", "%Y-%m-%d"}) {
    absl::Time time;
    std::string error;
    if (absl::ParseTime(format, text, &time, &error)) {
      return PrintDate(absl::ToUnixSeconds(time) - int64_t{60} * minutes,
                       minutes);
    }
  }
  return absl::nullopt;
}

std::string CommitAuthor(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  std::string name;
  std::string mail;
  const size_t open = text.find('<');
  const size_t close = text.find('>', open == text.npos ? 0 : open);
  if (open != text.npos && close != text.npos) {
    name = std::string(text.substr(0, open));
    mail = std::string(text.substr(open + 1, close - open - 1));
  } else {
    text = text.substr(0, text.find(','));
    const size_t bracket = text.find('(');
    const absl::string_view first =
        absl::StripAsciiWhitespace(text.substr(0, bracket));
    if (!absl::StrContains(first, '@')) {
      name = std::string(text);
    } else {
      mail = std::string(first);
      if (bracket != text.npos) {
        name =
            std::string(text.substr(bracket + 1, text.find(')') - bracket - 1));
      }
    }
  }
  const auto clean = [](std::string* part) {
    part->erase(std::remove_if(part->begin(), part->end(),
                               [](unsigned char byte) {
                                 return byte == '<' || byte == '>' ||
                                        byte < ' ';
                               }),
                part->end());
    absl::StripAsciiWhitespace(part);
    while (part->size() > 1 && part->front() == '"' && part->back() == '"') {
      *part = part->substr(1, part->size() - 2);
    }
  };
  clean(&name);
  clean(&mail);
  if (name.empty() && mail.empty()) return std::string();
  if (name.empty()) name = mail.substr(0, mail.find('@'));
  return absl::StrCat(name, " <", mail, ">");
}

PatchCommit CommitOf(const Patch& patch) {
  PatchCommit commit;
  commit.author = CommitAuthor(AsUtf8(patch.author));
  commit.date = CommitDate(patch.date).value_or(std::string());
  const bool is_commit =
      !patch.sparse && std::any_of(patch.files.begin(), patch.files.end(),
                                   [](const FileChange& change) {
                                     return change.original.has_value() ||
                                            change.replacement.has_value();
                                   });
  if (is_commit) {
    commit.message = AsUtf8(patch.preamble);
    return commit;
  }
  PreambleReader reader(patch.preamble);
  reader.Read();
  commit.message = AsUtf8(
      reader.Message(patch.subject.empty() ? patch.name : patch.subject));
  return commit;
}

}  // namespace patchgraph
