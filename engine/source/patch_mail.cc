#include "engine/source/patch_mail.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "engine/source/mbox.h"

namespace patchgraph {
namespace {

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), absl::ascii_isascii);
}

// Whether the bytes are UTF-8. Commits from before that was usual are not.
bool IsUtf8(absl::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at++]);
    const int more = lead < 0x80                   ? 0
                     : lead >= 0xc2 && lead < 0xe0 ? 1
                     : lead >= 0xe0 && lead < 0xf0 ? 2
                     : lead >= 0xf0 && lead < 0xf5 ? 3
                                                   : -1;
    if (more < 0 || at + more > text.size()) return false;
    for (int i = 0; i < more; ++i) {
      if ((static_cast<unsigned char>(text[at++]) & 0xc0U) != 0x80) {
        return false;
      }
    }
  }
  return true;
}

// Whether a header can have the text as it is.
bool IsPlainHeader(absl::string_view text) {
  return IsAscii(text) && !absl::StrContains(text, "=?");
}

// A header's text in the words of RFC 2047. No word is longer than the 75
// characters that are allowed, or cuts a character.
std::string EncodeHeader(absl::string_view text, absl::string_view charset) {
  constexpr size_t kLongest = 60;
  const std::string opening = absl::StrCat("=?", charset, "?q?");
  std::string encoded = opening;
  size_t word = opening.size();
  for (const char byte : text) {
    const bool continues = charset == "UTF-8" &&
                           (static_cast<unsigned char>(byte) & 0xc0U) == 0x80;
    if (word > kLongest && !continues) {
      absl::StrAppend(&encoded, "?=\n ", opening);
      word = opening.size();
    }
    const std::string piece =
        absl::ascii_isalnum(byte)
            ? std::string(1, byte)
            : absl::StrFormat("=%02X", static_cast<unsigned char>(byte));
    encoded += piece;
    word += piece.size();
  }
  return encoded + "?=";
}

std::string SubjectHeader(absl::string_view subject,
                          absl::string_view charset) {
  return IsPlainHeader(subject) ? std::string(subject)
                                : EncodeHeader(subject, charset);
}

// "Name <address>": only the name is encoded, also where it has letters that
// mean something in an address.
std::string AuthorHeader(absl::string_view author, absl::string_view charset) {
  const size_t end = std::min(author.rfind(" <"), author.size());
  const absl::string_view name = author.substr(0, end);
  const bool plain =
      IsPlainHeader(name) && name.find_first_of("()<>@,;:\\\".[]") == name.npos;
  return absl::StrCat(plain ? std::string(name) : EncodeHeader(name, charset),
                      author.substr(end));
}

// Lines at which a reader would stop: of a diff, or of another mail.
bool EndsMessage(absl::string_view line) {
  if (line == "---" || absl::StartsWith(line, "--- ") ||
      absl::StartsWith(line, "diff -") || absl::StartsWith(line, "Index: ") ||
      IsFromLine(line)) {
    return true;
  }
  return absl::StartsWith(line, "---") &&
         absl::StripAsciiWhitespace(line) == "---";
}

// The first line of a message could be taken for a header of the mail.
bool LooksLikeHeader(absl::string_view line) {
  for (const absl::string_view name : {"from:", "date:", "subject:"}) {
    if (absl::StartsWithIgnoreCase(line, name)) return true;
  }
  return false;
}

// The message without its first paragraph, which is the subject.
absl::string_view BodyOf(absl::string_view message) {
  message = absl::StripLeadingAsciiWhitespace(message);
  while (!message.empty()) {
    const size_t feed = std::min(message.find('\n'), message.size() - 1);
    const absl::string_view line = message.substr(0, feed + 1);
    if (absl::StripAsciiWhitespace(line).empty()) break;
    message.remove_prefix(line.size());
  }
  while (!message.empty() && message.front() == '\n') message.remove_prefix(1);
  return absl::StripTrailingAsciiWhitespace(message);
}

}  // namespace

std::string MailPreamble(const Patch& patch) {
  const bool plain = IsAscii(patch.preamble) && IsAscii(patch.author) &&
                     IsAscii(patch.subject);
  const bool utf8 = IsUtf8(patch.preamble) && IsUtf8(patch.author);
  const absl::string_view charset = utf8 ? "UTF-8" : "ISO-8859-1";
  const std::string id =
      patch.source.empty() ? std::string(40, '0') : patch.source;
  std::string text =
      absl::StrCat("From ", id, " Mon Sep 17 00:00:00 2001\n",
                   "From: ", AuthorHeader(patch.author, charset), "\n");
  if (!patch.date.empty()) absl::StrAppend(&text, "Date: ", patch.date, "\n");
  absl::StrAppend(&text, "Subject: [PATCH] ",
                  SubjectHeader(patch.subject, charset), "\n");
  if (!plain) {
    absl::StrAppend(&text, "MIME-Version: 1.0\n",
                    "Content-Type: text/plain; charset=", charset, "\n",
                    "Content-Transfer-Encoding: 8bit\n");
  }
  absl::StrAppend(&text, "\n");
  const absl::string_view body = BodyOf(patch.preamble);
  if (LooksLikeHeader(body)) {
    // Headers of our own, and the empty line behind them, end the search.
    absl::StrAppend(&text, "From: ", AuthorHeader(patch.author, charset),
                    "\n\n");
  }
  if (!body.empty()) {
    for (const absl::string_view line : absl::StrSplit(body, '\n')) {
      absl::StrAppend(&text, EndsMessage(line) ? " " : "", line, "\n");
    }
  }
  return absl::StrCat(text, "---\n\n");
}

std::string WithoutTransferEncoding(const std::string& preamble) {
  std::string text;
  bool in_headers = true;
  bool dropping = false;
  for (absl::string_view line : absl::StrSplit(preamble, '\n')) {
    if (in_headers && absl::StripAsciiWhitespace(line).empty()) {
      in_headers = false;
    }
    const bool folded =
        !line.empty() && (line.front() == ' ' || line.front() == '\t');
    if (in_headers && folded && dropping) continue;
    dropping = false;
    if (in_headers &&
        absl::StartsWithIgnoreCase(line, "content-transfer-encoding:")) {
      line = "Content-Transfer-Encoding: 8bit";
      dropping = true;
    } else if (in_headers &&
               absl::StartsWithIgnoreCase(line, "content-type: multipart/")) {
      line = "Content-Type: text/plain; charset=UTF-8";
      dropping = true;
    }
    absl::StrAppend(&text, line, "\n");
  }
  text.pop_back();
  return text;
}

}  // namespace patchgraph
