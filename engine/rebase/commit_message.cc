#include "engine/rebase/commit_message.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace patchgraph {
namespace {

constexpr absl::string_view kSignedOff = "Signed-off-by: ";
constexpr absl::string_view kPicked = "(cherry picked from commit ";

// "Key: value", the key of letters, digits and dashes.
bool IsTrailer(absl::string_view line) {
  const size_t colon = line.find(':');
  if (colon == absl::string_view::npos || colon == 0) return false;
  for (const char c : line.substr(0, colon)) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) && c != '-') {
      return false;
    }
  }
  return true;
}

// Whether the last paragraph is of trailers: all of it, or a quarter where one
// is among them that git itself writes.
bool EndsInTrailers(absl::string_view tidy) {
  const size_t start = tidy.rfind("\n\n");
  if (start == absl::string_view::npos) return false;
  int trailers = 0;
  int others = 0;
  bool gits_own = false;
  for (const absl::string_view line : absl::StrSplit(
           absl::StripTrailingAsciiWhitespace(tidy.substr(start + 2)), '\n')) {
    const bool own =
        absl::StartsWith(line, kSignedOff) || absl::StartsWith(line, kPicked);
    gits_own = gits_own || own;
    if (own || IsTrailer(line)) {
      ++trailers;
    } else if (line.empty() ||
               !absl::ascii_isspace(static_cast<unsigned char>(line[0])) ||
               trailers == 0) {
      ++others;
    }
  }
  return trailers > 0 && (others == 0 || (gits_own && trailers * 3 >= others));
}

absl::string_view AfterFirstLine(absl::string_view message) {
  const size_t end = message.find('\n');
  return end == absl::string_view::npos ? absl::string_view()
                                        : message.substr(end + 1);
}

}  // namespace

std::string TidyMessage(absl::string_view message) {
  std::string tidy;
  bool gap = false;
  for (const absl::string_view line : absl::StrSplit(message, '\n')) {
    const absl::string_view text = absl::StripTrailingAsciiWhitespace(line);
    if (text.empty()) {
      gap = !tidy.empty();
      continue;
    }
    absl::StrAppend(&tidy, gap ? "\n" : "", text, "\n");
    gap = false;
  }
  return tidy;
}

std::string SignedOff(absl::string_view message, absl::string_view person) {
  std::string tidy = TidyMessage(message);
  const std::string line = absl::StrCat(kSignedOff, person, "\n");
  if (absl::EndsWith(tidy, absl::StrCat("\n", line)) && EndsInTrailers(tidy)) {
    return tidy;
  }
  return absl::StrCat(tidy, EndsInTrailers(tidy) ? "" : "\n", line);
}

absl::string_view WithoutFixup(absl::string_view subject) {
  bool found = true;
  while (found) {
    found = absl::ConsumePrefix(&subject, "fixup! ") ||
            absl::ConsumePrefix(&subject, "squash! ") ||
            absl::ConsumePrefix(&subject, "amend! ");
    if (found) subject = absl::StripLeadingAsciiWhitespace(subject);
  }
  return subject;
}

std::string SquashedMessage(absl::string_view message,
                            absl::string_view squashed) {
  const std::string tidy = TidyMessage(squashed);
  absl::string_view rest = tidy;
  if (WithoutFixup(rest) != rest) rest = AfterFirstLine(rest);
  return TidyMessage(absl::StrCat(message, "\n\n", rest));
}

std::string AmendedMessage(absl::string_view amend) {
  const std::string tidy = TidyMessage(amend);
  absl::string_view rest = tidy;
  if (WithoutFixup(rest) != rest) rest = AfterFirstLine(rest);
  return TidyMessage(rest);
}

}  // namespace patchgraph
