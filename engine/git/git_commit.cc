#include "engine/git/git_commit.h"

#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace patchgraph {
namespace {

absl::TimeZone ZoneAt(int offset) { return absl::FixedTimeZone(offset * 60); }

}  // namespace

std::string ShortId(const ObjectId& id) { return id.Hex().substr(0, 12); }

std::string FormatMailDate(int64_t seconds, int offset) {
  // %e pads with a space, and Abseil has no flag against that: a civil day
  // says it plainly.
  const absl::Time time = absl::FromUnixSeconds(seconds);
  const int day = absl::ToCivilDay(time, ZoneAt(offset)).day();
  const absl::TimeZone zone = ZoneAt(offset);
  return absl::StrFormat(
      "%s, %d %s %c%02d%02d", absl::FormatTime("%a", time, zone), day,
      absl::FormatTime("%b %Y %H:%M:%S", time, zone), offset < 0 ? '-' : '+',
      std::abs(offset) / 60, std::abs(offset) % 60);
}

std::string FormatDay(int64_t seconds, int offset) {
  return absl::FormatTime("%Y-%m-%d", absl::FromUnixSeconds(seconds),
                          ZoneAt(offset));
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
