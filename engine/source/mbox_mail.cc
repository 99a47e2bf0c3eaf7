#include "engine/source/mbox_mail.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "engine/source/diff_reader_cursor.h"
#include "engine/source/mbox.h"
#include "engine/source/mbox_encoding.h"

namespace patchgraph {
namespace {

// Parts within parts within parts: no mail needs more.
constexpr int kDeepestPart = 8;

// The first line, with its line feed, off the front of `text`.
absl::string_view TakeLine(absl::string_view* text) {
  const size_t end = text->find('\n');
  const absl::string_view line =
      text->substr(0, end == text->npos ? text->npos : end + 1);
  text->remove_prefix(line.size());
  return line;
}

bool IsFolded(absl::string_view line) {
  return absl::StartsWith(line, " ") || absl::StartsWith(line, "\t");
}

bool IsField(absl::string_view line) {
  const size_t colon = line.find(':');
  if (colon == line.npos || colon == 0) return false;
  for (const char c : line.substr(0, colon)) {
    if (!absl::ascii_isgraph(c)) return false;
  }
  return true;
}

// The fields that say how a text is encoded, and by whom it is sent.
struct Fields {
  bool has_sender = false;
  std::string content_type;
  std::string transfer_encoding;
};

// Takes the fields and the empty line after them off `text`, and returns them
// as they stand.
absl::string_view TakeFields(absl::string_view* text, Fields* fields) {
  const absl::string_view all = *text;
  std::string* folded = nullptr;
  while (!text->empty()) {
    const absl::string_view before = *text;
    const absl::string_view line = TrimLineEnd(TakeLine(text));
    if (line.empty()) break;
    if (IsFolded(line)) {
      if (folded != nullptr) absl::StrAppend(folded, line);
      continue;
    }
    if (!IsField(line)) {
      // No field: the text has begun without an empty line.
      *text = before;
      break;
    }
    const size_t colon = line.find(':');
    const absl::string_view name = line.substr(0, colon);
    folded = nullptr;
    if (absl::EqualsIgnoreCase(name, "From")) fields->has_sender = true;
    if (absl::EqualsIgnoreCase(name, "Content-Type")) {
      folded = &fields->content_type;
    } else if (absl::EqualsIgnoreCase(name, "Content-Transfer-Encoding")) {
      folded = &fields->transfer_encoding;
    }
    if (folded == nullptr) continue;
    *folded = std::string(absl::StripAsciiWhitespace(line.substr(colon + 1)));
  }
  return all.substr(0, all.size() - text->size());
}

// The boundary of a multipart mail; empty if it is none.
std::string Boundary(const std::string& content_type) {
  const std::string lower = absl::AsciiStrToLower(content_type);
  const std::string word = "boundary=";
  const size_t at = lower.find(word);
  if (!absl::StartsWith(lower, "multipart/") || at == lower.npos) return "";
  absl::string_view value =
      absl::string_view(content_type).substr(at + word.size());
  if (absl::ConsumePrefix(&value, "\"")) {
    return std::string(value.substr(0, value.find('"')));
  }
  return std::string(value.substr(0, value.find_first_of("; \t")));
}

bool IsText(const Fields& fields) {
  const std::string type = absl::AsciiStrToLower(fields.content_type);
  return type.empty() || absl::StrContains(type, "text/") ||
         absl::StrContains(type, "diff") || absl::StrContains(type, "patch");
}

std::string DecodeBody(const Fields& fields, absl::string_view body, int depth);

// The text parts of a multipart body, with what stands around them left out.
std::string DecodeParts(const std::string& boundary, absl::string_view body,
                        int depth) {
  const std::string line_start = absl::StrCat("--", boundary);
  std::string text;
  absl::string_view part;
  bool in_part = false;
  while (true) {
    const absl::string_view before = body;
    const absl::string_view line = TakeLine(&body);
    const bool is_boundary = absl::StartsWith(line, line_start);
    if (in_part && (line.empty() || is_boundary)) {
      absl::string_view content = part.substr(0, part.size() - before.size());
      Fields fields;
      TakeFields(&content, &fields);
      absl::StrAppend(&text, DecodeBody(fields, content, depth + 1));
    }
    if (line.empty()) return text;
    if (!is_boundary) continue;
    in_part = !absl::StartsWith(line.substr(line_start.size()), "--");
    part = body;
  }
}

std::string DecodeBody(const Fields& fields, absl::string_view body,
                       int depth) {
  const std::string boundary = Boundary(fields.content_type);
  if (!boundary.empty()) {
    return depth < kDeepestPart ? DecodeParts(boundary, body, depth) : "";
  }
  if (depth > 0 && !IsText(fields)) return "";
  if (absl::EqualsIgnoreCase(fields.transfer_encoding, "base64")) {
    return DecodeBase64(body);
  }
  if (absl::EqualsIgnoreCase(fields.transfer_encoding, "quoted-printable")) {
    return DecodeQuotedPrintable(body);
  }
  return std::string(body);
}

bool NeedsDecoding(const Fields& fields) {
  return !Boundary(fields.content_type).empty() ||
         absl::EqualsIgnoreCase(fields.transfer_encoding, "base64") ||
         absl::EqualsIgnoreCase(fields.transfer_encoding, "quoted-printable");
}

}  // namespace

bool IsMail(absl::string_view text) {
  absl::string_view body = text;
  if (IsFromLine(TakeLine(&body))) return true;
  body = text;
  Fields fields;
  TakeFields(&body, &fields);
  return fields.has_sender;
}

absl::optional<std::string> DecodeMail(absl::string_view mail) {
  absl::string_view body = mail;
  const bool has_from_line = absl::StartsWith(mail, "From ");
  const absl::string_view first = TakeLine(&body);
  if (!has_from_line) body = mail;
  Fields fields;
  TakeFields(&body, &fields);
  if (!has_from_line && !fields.has_sender) return absl::nullopt;
  if (absl::EndsWith(first, "\r\n")) {
    const std::string plain = absl::StrReplaceAll(mail, {{"\r\n", "\n"}});
    absl::optional<std::string> decoded = DecodeMail(plain);
    return decoded.has_value() ? decoded : plain;
  }
  if (!NeedsDecoding(fields)) return absl::nullopt;
  return absl::StrCat(mail.substr(0, mail.size() - body.size()),
                      DecodeBody(fields, body, 0));
}

}  // namespace patchgraph
