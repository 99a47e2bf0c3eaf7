#include "engine/report/json_writer.h"

#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/report/utf8.h"

namespace patchgraph {

void JsonWriter::Quote(absl::string_view text) {
  out_.push_back('"');
  for (const char c : ValidUtf8(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out_.push_back('\\');
      out_.push_back(c);
    } else if (c == '\n') {
      out_.append("\\n");
    } else if (byte < 0x20 || byte == 0x7F) {
      absl::StrAppendFormat(&out_, "\\u%04x", byte);
    } else {
      out_.push_back(c);
    }
  }
  out_.push_back('"');
}

void JsonWriter::NextItem() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!first_) out_.push_back(',');
  first_ = false;
  if (depth_ == 0) return;
  out_.push_back('\n');
  out_.append(2 * static_cast<size_t>(depth_), ' ');
}

void JsonWriter::Open(char bracket) {
  NextItem();
  out_.push_back(bracket);
  ++depth_;
  first_ = true;
}

void JsonWriter::Close(char bracket) {
  --depth_;
  if (!first_) {
    out_.push_back('\n');
    out_.append(2 * static_cast<size_t>(depth_), ' ');
  }
  out_.push_back(bracket);
  first_ = false;
}

void JsonWriter::Key(absl::string_view key) {
  NextItem();
  Quote(key);
  out_.append(": ");
  after_key_ = true;
}

void JsonWriter::Text(absl::string_view text) {
  NextItem();
  Quote(text);
}

void JsonWriter::Number(double number) {
  NextItem();
  // JSON knows neither infinity nor what is no number.
  if (!std::isfinite(number)) {
    out_.append("null");
  } else if (number == std::floor(number) && std::abs(number) < 1e15) {
    absl::StrAppendFormat(&out_, "%.0f", number);
  } else {
    absl::StrAppendFormat(&out_, "%.17g", number);
  }
}

void JsonWriter::Flag(bool flag) {
  NextItem();
  out_.append(flag ? "true" : "false");
}

void JsonWriter::Text(absl::string_view key, absl::string_view text) {
  Key(key);
  Text(text);
}

void JsonWriter::Number(absl::string_view key, double number) {
  Key(key);
  Number(number);
}

void JsonWriter::TextIfAny(absl::string_view key, absl::string_view text) {
  if (!text.empty()) Text(key, text);
}

std::string JsonWriter::Take() {
  out_.push_back('\n');
  return std::move(out_);
}

}  // namespace patchgraph
