#include "engine/git/git_identity.h"

#include <cstdlib>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "engine/git/git_settings.h"

namespace patchgraph {
namespace {

// Without what a person's line cannot hold, and without the punctuation around
// it that git takes off too.
std::string CleanOf(absl::string_view text) {
  const auto is_crud = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' ||
           absl::StrContains(".,:;<>\"\\'", c);
  };
  while (!text.empty() && is_crud(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_crud(text.back())) text.remove_suffix(1);
  std::string clean;
  for (const char c : text) {
    if (c != '<' && c != '>' && c != '\n') clean.push_back(c);
  }
  return clean;
}

std::string FirstOf(const GitRepository& repository, const char* variable,
                    const std::vector<std::string>& keys) {
  const char* value = std::getenv(variable);
  if (value != nullptr && *value != '\0') return CleanOf(value);
  for (const std::string& key : keys) {
    const absl::optional<std::string> setting = GitSetting(repository, key);
    if (setting.has_value() && !CleanOf(*setting).empty()) {
      return CleanOf(*setting);
    }
  }
  return std::string();
}

// "+0200" -> 120.
bool ParseZone(absl::string_view text, int* minutes) {
  int value = 0;
  if (text.size() != 5 || (text[0] != '+' && text[0] != '-') ||
      !absl::SimpleAtoi(text.substr(1), &value)) {
    return false;
  }
  *minutes = (value / 100 * 60 + value % 100) * (text[0] == '-' ? -1 : 1);
  return true;
}

bool ParseDate(absl::string_view text, GitPerson* person) {
  text = absl::StripAsciiWhitespace(text);
  // Git's own form: "@1144051200 +0200", the sign and the zone optional.
  const std::vector<absl::string_view> parts =
      absl::StrSplit(text, ' ', absl::SkipEmpty());
  absl::string_view number = parts.empty() ? text : parts[0];
  absl::ConsumePrefix(&number, "@");
  if (parts.size() == 2 && ParseZone(parts[1], &person->offset) &&
      absl::SimpleAtoi(number, &person->seconds)) {
    return true;
  }
  if (parts.size() == 1 && absl::SimpleAtoi(number, &person->seconds)) {
    person->offset = 0;
    return true;
  }
  const char* const forms[] = {
      "%a, %d %b %E4Y %H:%M:%S %z", "%d %b %E4Y %H:%M:%S %z",
      "%E4Y-%m-%dT%H:%M:%S%Ez",     "%E4Y-%m-%dT%H:%M:%S %z",
      "%E4Y-%m-%d %H:%M:%S %z",     "%a %b %d %H:%M:%S %E4Y %z"};
  for (const char* form : forms) {
    absl::Time time;
    if (!absl::ParseTime(form, text, &time, nullptr)) continue;
    person->seconds = absl::ToUnixSeconds(time);
    // The zone as it was written stands at the end.
    std::string zone(text.substr(text.find_last_of("+-")));
    if (zone.size() == 6) zone.erase(3, 1);
    if (!ParseZone(zone, &person->offset)) person->offset = 0;
    return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<GitPerson> FindCommitter(const GitRepository& repository) {
  GitPerson person;
  person.name = FirstOf(repository, "GIT_COMMITTER_NAME",
                        {"committer.name", "user.name"});
  person.mail = FirstOf(repository, "GIT_COMMITTER_EMAIL",
                        {"committer.email", "user.email"});
  if (person.mail.empty()) {
    const char* mail = std::getenv("EMAIL");
    if (mail != nullptr) person.mail = CleanOf(mail);
  }
  if (person.name.empty() || person.mail.empty()) {
    return absl::FailedPreconditionError(
        "who commits? Tell git first: git config user.name \"Your Name\" and "
        "git config user.email you@example.com");
  }
  const char* date = std::getenv("GIT_COMMITTER_DATE");
  if (date != nullptr && *date != '\0') {
    if (ParseDate(date, &person)) return person;
    return absl::InvalidArgumentError(
        absl::StrCat("GIT_COMMITTER_DATE \"", date,
                     "\" is no date such as \"1144051200 +0200\" or "
                     "\"2006-04-03T10:00:00 +0200\""));
  }
  const absl::Time now = absl::Now();
  person.seconds = absl::ToUnixSeconds(now);
  person.offset = absl::LocalTimeZone().At(now).offset / 60;
  return person;
}

absl::string_view DateOfPersonLine(absl::string_view line) {
  const size_t end = line.rfind('>');
  if (end == absl::string_view::npos) return absl::string_view();
  return absl::StripAsciiWhitespace(line.substr(end + 1));
}

absl::string_view PersonOfPersonLine(absl::string_view line) {
  const size_t end = line.rfind('>');
  return end == absl::string_view::npos ? line : line.substr(0, end + 1);
}

std::string PrintPerson(const GitPerson& person) {
  return absl::StrCat(person.name, " <", person.mail, ">");
}

std::string PrintPersonLine(const GitPerson& person) {
  return absl::StrFormat("%s %d %c%02d%02d", PrintPerson(person),
                         person.seconds, person.offset < 0 ? '-' : '+',
                         std::abs(person.offset) / 60,
                         std::abs(person.offset) % 60);
}

}  // namespace patchgraph
