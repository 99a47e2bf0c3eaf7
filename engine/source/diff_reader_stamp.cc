#include "engine/source/diff_reader_stamp.h"

#include <cstddef>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "engine/source/diff_reader_cursor.h"

namespace patchgraph {
namespace {

// True if `text` starts with a "2006-06-18 01:49:35".
bool StartsWithDate(absl::string_view text) {
  constexpr absl::string_view kShape = "dddd-dd-dd dd:dd:dd";
  if (text.size() < kShape.size()) return false;
  for (size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == 'd' ? !absl::ascii_isdigit(text[i])
                         : text[i] != kShape[i]) {
      return false;
    }
  }
  return true;
}

bool StartsWithStamp(absl::string_view text) {
  return StartsWithDate(text) || absl::StartsWith(text, "(revision ") ||
         absl::StartsWith(text, "(working copy)") ||
         absl::StartsWith(text, "(nonexistent)");
}

}  // namespace

NameAndStamp SplitNameAndStamp(absl::string_view text) {
  text = TrimLineEnd(text);
  const size_t tab = text.find('\t');
  if (tab != absl::string_view::npos) {
    return {text.substr(0, tab),
            absl::StripAsciiWhitespace(text.substr(tab + 1))};
  }
  for (size_t space = text.find(' '); space != absl::string_view::npos;
       space = text.find(' ', space + 1)) {
    if (StartsWithStamp(text.substr(space + 1))) {
      return {absl::StripTrailingAsciiWhitespace(text.substr(0, space)),
              text.substr(space + 1)};
    }
  }
  return {text, absl::string_view()};
}

bool IsEpoch(absl::string_view stamp) {
  constexpr size_t kLongest = 80;  // longer than any date
  if (stamp.size() > kLongest) return false;
  absl::Time time;
  std::string error;
  for (const char* format :
       {"%Y-%m-%d %H:%M:%E*S %z", "%a %b %d %H:%M:%S %Y %z"}) {
    if (absl::ParseTime(format, std::string(stamp), &time, &error)) {
      return time == absl::UnixEpoch();
    }
  }
  // Without its zone the date is a whole number of quarters of an hour away.
  for (const char* format : {"%Y-%m-%d %H:%M:%E*S", "%a %b %d %H:%M:%S %Y"}) {
    if (absl::ParseTime(format, std::string(stamp), &time, &error)) {
      const absl::Duration away = time - absl::UnixEpoch();
      return absl::AbsDuration(away) <= absl::Hours(14) &&
             away % absl::Minutes(15) == absl::ZeroDuration();
    }
  }
  return false;
}

}  // namespace patchgraph
