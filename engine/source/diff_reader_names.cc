#include "engine/source/diff_reader_names.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/source/quoted_path.h"

namespace patchgraph {
namespace {

// True if the last `length` bytes of `name` are whole components.
bool StartsComponent(absl::string_view name, size_t length) {
  return length == name.size() || name[name.size() - length - 1] == '/';
}

// How many bytes the two names have in common at their ends, in whole
// components.
size_t CommonComponents(absl::string_view a, absl::string_view b) {
  const size_t shorter = std::min(a.size(), b.size());
  size_t common = 0;
  while (common < shorter &&
         a[a.size() - common - 1] == b[b.size() - common - 1]) {
    ++common;
  }
  while (common > 0 &&
         !(StartsComponent(a, common) && StartsComponent(b, common))) {
    --common;
  }
  return common;
}

// Two names of which one or both are in quotes: there is one way to divide
// them.
absl::optional<NamePair> SplitQuotedNames(absl::string_view text,
                                          absl::string_view separator) {
  NamePair names;
  if (absl::optional<std::string> first = TakeQuotedPath(&text)) {
    names.old_name = *std::move(first);
    if (!absl::ConsumePrefix(&text, separator)) return absl::nullopt;
  } else {
    const size_t end = text.find(absl::StrCat(separator, "\""));
    if (end == absl::string_view::npos) return absl::nullopt;
    names.old_name = std::string(text.substr(0, end));
    text.remove_prefix(end + separator.size());
  }
  if (absl::optional<std::string> second = TakeQuotedPath(&text)) {
    if (!text.empty()) return absl::nullopt;
    names.new_name = *std::move(second);
  } else {
    names.new_name = std::string(text);
  }
  return names;
}

bool IsQuoted(absl::string_view text) {
  return absl::StartsWith(text, "\"") || absl::EndsWith(text, "\"");
}

}  // namespace

bool EndsWithPath(absl::string_view name, absl::string_view path) {
  return absl::EndsWith(name, path) && StartsComponent(name, path.size());
}

absl::optional<NamePair> SplitNamesOfOneFile(absl::string_view text,
                                             absl::string_view separator) {
  if (text.size() > kMaxNamesLine) return absl::nullopt;
  if (IsQuoted(text)) return SplitQuotedNames(text, separator);
  size_t best = absl::string_view::npos;
  size_t most = 0;
  for (size_t at = text.find(separator); at != absl::string_view::npos;
       at = text.find(separator, at + 1)) {
    const size_t common = CommonComponents(text.substr(0, at),
                                           text.substr(at + separator.size()));
    if (common > most) {
      most = common;
      best = at;
    }
  }
  if (most == 0) return absl::nullopt;
  return NamePair{std::string(text.substr(0, best)),
                  std::string(text.substr(best + separator.size()))};
}

absl::optional<NamePair> SplitNamesOfRename(absl::string_view text,
                                            absl::string_view old_path,
                                            absl::string_view new_path) {
  if (text.size() > kMaxNamesLine) return absl::nullopt;
  if (IsQuoted(text)) return SplitQuotedNames(text, " ");
  for (size_t space = text.find(' '); space != absl::string_view::npos;
       space = text.find(' ', space + 1)) {
    const absl::string_view old_name = text.substr(0, space);
    const absl::string_view new_name = text.substr(space + 1);
    if (EndsWithPath(old_name, old_path) && EndsWithPath(new_name, new_path)) {
      return NamePair{std::string(old_name), std::string(new_name)};
    }
  }
  return absl::nullopt;
}

}  // namespace patchgraph
