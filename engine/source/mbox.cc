#include "engine/source/mbox.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/types/optional.h"
#include "engine/source/diff_reader.h"
#include "engine/source/diff_reader_cursor.h"
#include "engine/source/mbox_mail.h"

namespace patchgraph {
namespace {

// The longest line that may start a mail.
constexpr size_t kMaxFromLine = 1000;

// "00:00:00" or "00:00".
bool IsTime(absl::string_view word) {
  if (word.size() != 5 && word.size() != 8) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    if (i % 3 == 2 ? word[i] != ':' : !absl::ascii_isdigit(word[i])) {
      return false;
    }
  }
  return true;
}

bool IsYear(absl::string_view word) {
  return word.size() == 4 &&
         std::all_of(word.begin(), word.end(), absl::ascii_isdigit);
}

// "Fix-a-leak" for "Fix a leak!".
std::string WordsOf(absl::string_view subject) {
  constexpr size_t kLongest = 52;
  std::string name;
  for (const char c : subject) {
    if (absl::ascii_isalnum(c) || c == '_' || c == '.') {
      name.push_back(c);
    } else if (!name.empty() && name.back() != '-') {
      name.push_back('-');
    }
    if (name.size() == kLongest) break;
  }
  while (!name.empty() && (name.back() == '-' || name.back() == '.')) {
    name.pop_back();
  }
  return name;
}

}  // namespace

bool IsFromLine(absl::string_view line) {
  if (!absl::StartsWith(line, "From ") || line.size() > kMaxFromLine) {
    return false;
  }
  const std::vector<absl::string_view> words = absl::StrSplit(
      TrimLineEnd(line), absl::ByAnyChar(" \t"), absl::SkipEmpty());
  const auto time = std::find_if(words.begin(), words.end(), IsTime);
  return std::find_if(time, words.end(), IsYear) != words.end();
}

std::vector<absl::string_view> SplitMbox(absl::string_view text) {
  std::vector<absl::string_view> mails;
  size_t begin = 0;
  bool has_mail = false;
  for (size_t line = 0; line < text.size();) {
    const size_t feed = text.find('\n', line);
    const size_t end = feed == text.npos ? text.size() : feed + 1;
    if (IsFromLine(text.substr(line, end - line))) {
      if (has_mail) {
        mails.push_back(text.substr(begin, line - begin));
        begin = line;
      }
      has_mail = true;
    }
    line = end;
  }
  if (begin < text.size()) mails.push_back(text.substr(begin));
  return mails;
}

absl::StatusOr<Patch> ReadMail(absl::string_view mail, absl::string_view file,
                               absl::string_view name, int first_line) {
  absl::optional<std::string> decoded = DecodeMail(mail);
  auto patch =
      ReadDiff(decoded.has_value() ? absl::string_view(*decoded) : mail, file,
               name, first_line);
  if (!patch.ok()) return patch;
  if (decoded.has_value()) patch->encoded = std::string(mail);
  return patch;
}

std::string NameFromSubject(int number, absl::string_view subject) {
  const std::string words = WordsOf(subject);
  return absl::StrFormat("%04d%s%s", number, words.empty() ? "" : "-", words);
}

absl::StatusOr<std::vector<Patch>> ReadMbox(absl::string_view text,
                                            absl::string_view file) {
  std::vector<Patch> patches;
  int number = 0;  // of patches so far
  int line = 1;
  for (const absl::string_view mail : SplitMbox(text)) {
    auto patch = ReadMail(mail, file, NameFromSubject(number + 1, ""), line);
    if (!patch.ok()) return patch.status();
    if (!patch->files.empty()) ++number;
    patch->name = NameFromSubject(number, patch->subject);
    patches.push_back(*std::move(patch));
    line += static_cast<int>(std::count(mail.begin(), mail.end(), '\n'));
  }
  return patches;
}

}  // namespace patchgraph
