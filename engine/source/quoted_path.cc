#include "engine/source/quoted_path.h"

#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

constexpr absl::string_view kEscapes = "abtnvfr\"\\";
constexpr absl::string_view kEscaped = "\a\b\t\n\v\f\r\"\\";

bool IsOctal(char c) { return c >= '0' && c <= '7'; }

// The byte of the escape at the front of `text`, behind its backslash.
absl::optional<char> TakeEscape(absl::string_view* text) {
  if (text->empty()) return absl::nullopt;
  const size_t named = kEscapes.find(text->front());
  if (named != absl::string_view::npos) {
    text->remove_prefix(1);
    return kEscaped[named];
  }
  if (text->size() < 3 || (*text)[0] > '3' || !IsOctal((*text)[0]) ||
      !IsOctal((*text)[1]) || !IsOctal((*text)[2])) {
    return absl::nullopt;
  }
  const int byte =
      ((*text)[0] - '0') * 64 + ((*text)[1] - '0') * 8 + ((*text)[2] - '0');
  text->remove_prefix(3);
  return static_cast<char>(byte);
}

}  // namespace

absl::optional<std::string> TakeQuotedPath(absl::string_view* text) {
  absl::string_view rest = *text;
  if (rest.empty() || rest.front() != '"') return absl::nullopt;
  rest.remove_prefix(1);
  std::string path;
  while (!rest.empty()) {
    const char c = rest.front();
    rest.remove_prefix(1);
    if (c == '"') {
      *text = rest;
      return path;
    }
    if (c != '\\') {
      path.push_back(c);
      continue;
    }
    const absl::optional<char> byte = TakeEscape(&rest);
    if (!byte.has_value()) return absl::nullopt;
    path.push_back(*byte);
  }
  return absl::nullopt;
}

std::string QuotePathIfNeeded(absl::string_view path) {
  std::string quoted = "\"";
  bool needed = false;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const size_t named = kEscaped.find(c);
    if (named != absl::string_view::npos) {
      needed = true;
      absl::StrAppend(&quoted, "\\", kEscapes.substr(named, 1));
    } else if (byte < 0x20 || byte >= 0x7f) {
      needed = true;
      quoted += {'\\', static_cast<char>('0' + byte / 64),
                 static_cast<char>('0' + byte / 8 % 8),
                 static_cast<char>('0' + byte % 8)};
    } else {
      quoted.push_back(c);
    }
  }
  return needed ? absl::StrCat(quoted, "\"") : std::string(path);
}

}  // namespace patchgraph
