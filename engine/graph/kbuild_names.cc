#include "engine/graph/kbuild_names.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/graph/c_names.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

// Takes a word off the front of `text`, which has no space before it then.
absl::string_view TakeWord(absl::string_view* text) {
  *text = absl::StripLeadingAsciiWhitespace(*text);
  const size_t end = std::min(text->find_first_of(" \t\r\n"), text->size());
  const absl::string_view word = text->substr(0, end);
  text->remove_prefix(end);
  return word;
}

// Symbols are capitals, digits and underscores; "y", "m" and "if" are none.
bool IsConfigName(absl::string_view word) {
  return word.size() > 1 &&
         std::all_of(word.begin(), word.end(),
                     [](char byte) {
                       return IsNameByte(byte) && !absl::ascii_islower(byte);
                     }) &&
         std::any_of(word.begin(), word.end(), absl::ascii_isupper);
}

// The text without what stands in quotes.
std::string WithoutStrings(absl::string_view text) {
  std::string rest;
  char quote = '\0';
  for (const char byte : text) {
    if (quote != '\0') {
      if (byte == quote) quote = '\0';
    } else if (byte == '"' || byte == '\'') {
      quote = byte;
      rest.push_back(' ');
    } else {
      rest.push_back(byte);
    }
  }
  return rest;
}

}  // namespace

bool IsMakefile(absl::string_view path) {
  const absl::string_view name = BaseName(path);
  return absl::StartsWith(name, "Makefile") ||
         absl::StartsWith(name, "Kbuild") || absl::EndsWith(name, ".mk");
}

bool IsKconfig(absl::string_view path) {
  return absl::StartsWith(BaseName(path), "Kconfig");
}

bool IsDefconfig(absl::string_view path) {
  return absl::EndsWith(path, "defconfig") ||
         absl::EndsWith(ParentDirectory(path), "/configs");
}

absl::string_view ConfigDefinedIn(absl::string_view line) {
  const absl::string_view keyword = TakeWord(&line);
  if (keyword != "config" && keyword != "menuconfig") return {};
  const absl::string_view name = TakeWord(&line);
  return IsConfigName(name) ? name : absl::string_view();
}

std::vector<absl::string_view> ConfigsAskedIn(absl::string_view line) {
  line = line.substr(0, line.find('#'));
  absl::string_view expression = line;
  const absl::string_view keyword = TakeWord(&expression);
  const bool whole = keyword == "depends" || keyword == "select" ||
                     keyword == "imply" || keyword == "default" ||
                     keyword == "if" || keyword == "visible" ||
                     keyword == "def_bool" || keyword == "def_tristate";
  const bool after_if = keyword == "bool" || keyword == "tristate" ||
                        keyword == "int" || keyword == "hex" ||
                        keyword == "string" || keyword == "prompt" ||
                        keyword == "range";
  if (!whole && !after_if) return {};
  const std::string plain = WithoutStrings(expression);
  const size_t from = whole ? 0 : plain.find(" if ");
  if (from == std::string::npos) return {};
  std::vector<absl::string_view> names;
  ForEachWord(absl::string_view(plain).substr(from),
              [&](absl::string_view word) {
                if (!IsConfigName(word)) return;
                // The same bytes in `line`, which outlives `plain`.
                const size_t at = line.find(word);
                if (at != absl::string_view::npos) {
                  names.push_back(line.substr(at, word.size()));
                }
              });
  return names;
}

std::vector<absl::string_view> ConfigNamesIn(absl::string_view text) {
  std::vector<absl::string_view> names;
  if (!absl::StrContains(text, "CONFIG_")) return names;
  ForEachWord(text, [&](absl::string_view word) {
    if (absl::StartsWith(word, "CONFIG_")) names.push_back(word);
  });
  return names;
}

absl::string_view WithoutMakefileComment(absl::string_view line) {
  return line.substr(0, line.find('#'));
}

std::vector<std::string> BuiltIn(absl::string_view line,
                                 absl::string_view folder) {
  std::vector<std::string> built;
  for (const absl::string_view word :
       absl::StrSplit(WithoutMakefileComment(line),
                      absl::ByAnyChar(" \t\r\n\\:="), absl::SkipEmpty())) {
    const bool object = absl::EndsWith(word, ".o");
    const bool is_folder = absl::EndsWith(word, "/");
    if ((!object && !is_folder) || absl::StrContains(word, '$') ||
        absl::StartsWith(word, "/") || absl::StartsWith(word, "-")) {
      continue;
    }
    std::string path = NormalizedPath(JoinPath(folder, word));
    if (path.empty()) continue;
    if (is_folder) path.push_back('/');
    built.push_back(std::move(path));
  }
  return built;
}

std::string NormalizedPath(absl::string_view path) {
  std::vector<absl::string_view> parts;
  for (const absl::string_view part : absl::StrSplit(path, '/')) {
    if (part == "." || part.empty()) continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (parts.empty()) {
      return "";
    } else {
      parts.pop_back();
    }
  }
  return absl::StrJoin(parts, "/");
}

}  // namespace patchgraph
