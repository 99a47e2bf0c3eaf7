#include "engine/git/git_commit.h"

#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"

namespace patchgraph {
namespace {

// Where the person was. Abseil's time zones would say the same, in ten times
// the time.
absl::CivilSecond TimeAt(int64_t seconds, int offset) {
  return absl::CivilSecond(1970, 1, 1) + seconds + int64_t{offset} * 60;
}

constexpr const char* kWeekdays[] = {"Mon", "Tue", "Wed", "Thu",
                                     "Fri", "Sat", "Sun"};
constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace

std::string ShortId(const ObjectId& id) { return id.Hex().substr(0, 12); }

std::string FormatMailDate(int64_t seconds, int offset) {
  const absl::CivilSecond time = TimeAt(seconds, offset);
  const int weekday = static_cast<int>(absl::GetWeekday(absl::CivilDay(time)));
  const int east = std::abs(offset);
  return absl::StrFormat(
      "%s, %d %s %d %02d:%02d:%02d %c%02d%02d", kWeekdays[weekday], time.day(),
      kMonths[time.month() - 1], time.year(), time.hour(), time.minute(),
      time.second(), offset < 0 ? '-' : '+', east / 60, east % 60);
}

std::string FormatDay(int64_t seconds, int offset) {
  const absl::CivilDay day(TimeAt(seconds, offset));
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

std::string SubjectOf(absl::string_view message) {
  std::string subject;
  for (absl::string_view line : absl::StrSplit(message, '\n')) {
    const absl::string_view text = absl::StripAsciiWhitespace(line);
    if (text.empty() && !subject.empty()) break;
    if (text.empty()) continue;
    absl::StrAppend(&subject, subject.empty() ? "" : " ", text);
  }
  return subject;
}

}  // namespace patchgraph
