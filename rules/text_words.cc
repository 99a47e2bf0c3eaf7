// InOurWords of text_places.h.

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/text/nearest_name.h"
#include "google/protobuf/descriptor.h"
#include "rules/text_places.h"

namespace patchgraph {
namespace {

using ::google::protobuf::Descriptor;

// What stands in quotes, in order. The last may hold quotes itself.
std::vector<std::string> QuotedIn(absl::string_view complaint) {
  std::vector<std::string> quoted =
      absl::StrSplit(complaint, absl::MaxSplits('"', 5));
  std::vector<std::string> words;
  for (size_t i = 1; i < quoted.size(); i += 2) words.push_back(quoted[i]);
  return words;
}

// What stands behind the last ", got: " or the like, as it would be said.
std::string Found(absl::string_view token) {
  token = absl::StripAsciiWhitespace(token);
  if (token.empty()) return "found the end of the file";
  return absl::StrCat("found ", token);
}

// "in a limit", "in an owner".
std::string InA(const std::string& type_name) {
  const std::string name = absl::AsciiStrToLower(type_name);
  const bool vowel =
      absl::string_view("aeiou").find(name[0]) != absl::string_view::npos;
  return absl::StrCat(vowel ? "in an " : "in a ", name);
}

std::string UnknownField(const std::string& type_name, const std::string& field,
                         const Descriptor* root) {
  const Descriptor* type =
      root->file()->pool()->FindMessageTypeByName(type_name);
  std::vector<std::string> fields;
  std::string where = "in this file";
  if (type != nullptr) {
    for (int i = 0; i < type->field_count(); ++i) {
      fields.push_back(type->field(i)->name());
    }
    if (type != root) {
      where = type->name() == "Rules" ? "in a policy" : InA(type->name());
    }
  }
  std::vector<std::string> nearest;
  for (const std::string& name : NearestNames(field, fields)) {
    nearest.push_back(absl::StrCat("`", name, "`"));
  }
  return absl::StrCat(
      "unknown field `", field, "` ", where,
      nearest.empty()
          ? absl::StrCat("; there are ", absl::StrJoin(fields, ", "))
          : absl::StrCat("; did you mean ", absl::StrJoin(nearest, " or "),
                         "?"));
}

// "Expected KIND, got: TOKEN".
std::string Expected(absl::string_view kind, absl::string_view token) {
  const absl::string_view wanted =
      kind == "string"       ? "a string in quotes"
      : kind == "identifier" ? "the name of a field, or the end of a block"
      : kind == "integer"    ? "a number"
      : kind == "double"     ? "a number"
                             : kind;
  return absl::StrCat("expected ", wanted, ", ", Found(token));
}

// The values that a field takes, whichever message of the file has it.
std::string ValuesOf(const std::string& field, const Descriptor* root) {
  const auto* file = root->file();
  for (int i = 0; i < file->message_type_count(); ++i) {
    const auto* found = file->message_type(i)->FindFieldByName(field);
    if (found == nullptr || found->enum_type() == nullptr) continue;
    std::vector<std::string> values;
    values.reserve(static_cast<size_t>(found->enum_type()->value_count()));
    for (int j = 0; j < found->enum_type()->value_count(); ++j) {
      values.push_back(found->enum_type()->value(j)->name());
    }
    return absl::StrJoin(values, ", ");
  }
  return "";
}

}  // namespace

std::string InOurWords(absl::string_view complaint, const Descriptor* root) {
  const std::vector<std::string> quoted = QuotedIn(complaint);
  absl::string_view rest = complaint;
  if (absl::StartsWith(rest, "Message type ") && quoted.size() >= 2) {
    return UnknownField(quoted[0], quoted[1], root);
  }
  if (absl::StartsWith(rest, "Non-repeated field ") && !quoted.empty()) {
    return absl::StrCat("`", quoted[0], "` is written twice");
  }
  if (absl::StrContains(rest, "is specified along with field") &&
      quoted.size() >= 2) {
    return absl::StrCat("a layer has one source, but here are `", quoted[1],
                        "` and `", quoted[0], "`");
  }
  if (absl::StartsWith(rest, "Invalid value for boolean field ") &&
      !quoted.empty()) {
    return absl::StrCat("`", quoted[0], "` is true or false");
  }
  if (absl::StartsWith(rest, "Unknown enumeration value of ") &&
      quoted.size() >= 2) {
    return absl::StrCat("`", quoted[1], "` is no ", quoted[0],
                        "; it is one of ", ValuesOf(quoted[1], root));
  }
  if (absl::StartsWith(rest, "Integer out of range")) {
    return "the number is too large";
  }
  if (absl::StartsWith(rest, "String literals cannot cross line boundaries")) {
    return "the string has no closing quote on its line";
  }
  if (!absl::ConsumePrefix(&rest, "Expected ")) return std::string(complaint);
  const size_t got = rest.find(", got: ");
  if (got != absl::string_view::npos) {
    return Expected(rest.substr(0, got), rest.substr(got + 7));
  }
  const size_t found = rest.find(", found \"");
  if (found != absl::string_view::npos && !quoted.empty()) {
    absl::string_view token = rest.substr(found + 9);
    if (!absl::ConsumeSuffix(&token, "\".")) absl::ConsumeSuffix(&token, "\"");
    return absl::StrCat("expected \"", quoted[0], "\", ", Found(token));
  }
  return std::string(complaint);
}

}  // namespace patchgraph
