#include "engine/resolve/history/likeness.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/resolve/textual/tokens.h"
#include "engine/text/diff.h"
#include "engine/text/line_table.h"

namespace patchgraph {
namespace {

// The ids of the tokens that are no blanks.
std::vector<int> WordIds(absl::string_view text, LineTable* table) {
  const InternedLines tokens = table->Intern(Tokens(text));
  std::vector<int> ids;
  for (int i = 0; i < tokens.lines.size(); ++i) {
    if (!IsWhite(tokens.lines[i])) ids.push_back(tokens.ids[i]);
  }
  return ids;
}

absl::string_view WithoutTags(absl::string_view subject) {
  subject = absl::StripLeadingAsciiWhitespace(subject);
  while (absl::StartsWith(subject, "[")) {
    const auto end = subject.find(']');
    if (end == absl::string_view::npos) break;
    subject = absl::StripLeadingAsciiWhitespace(subject.substr(end + 1));
  }
  return subject;
}

}  // namespace

double Likeness(absl::string_view a, absl::string_view b) {
  LineTable table;
  const std::vector<int> a_ids = WordIds(a, &table);
  const std::vector<int> b_ids = WordIds(b, &table);
  if (a_ids.empty() && b_ids.empty()) return 1;
  int taken = 0;
  for (const Edit& edit : Diff(a_ids, b_ids)) taken += edit.before().size();
  const double same = static_cast<double>(a_ids.size()) - taken;
  return 2 * same / static_cast<double>(a_ids.size() + b_ids.size());
}

std::string SubjectWords(absl::string_view subject) {
  std::string text = absl::AsciiStrToLower(WithoutTags(subject));
  for (char& c : text) {
    if (absl::ascii_isascii(c) && !absl::ascii_isalnum(c)) c = ' ';
  }
  const std::vector<absl::string_view> words =
      absl::StrSplit(text, ' ', absl::SkipEmpty());
  if (words.size() < 2 || words.front() == "merge") return "";
  return absl::StrJoin(words, " ");
}

}  // namespace patchgraph
