#include "engine/report/report_json.h"

#include <cmath>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace patchgraph {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

void AppendText(absl::string_view text, std::string* out) {
  out->push_back('"');
  for (const char c : text) {
    const unsigned char byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out->push_back('\\');
      out->push_back(c);
    } else if (c == '\n') {
      out->append("\\n");
    } else if (c == '\t') {
      out->append("\\t");
    } else if (c == '\r') {
      out->append("\\r");
    } else if (byte < 0x20 || byte == 0x7F) {
      absl::StrAppendFormat(out, "\\u%04x", byte);
    } else {
      out->push_back(c);
    }
  }
  out->push_back('"');
}

class Printer {
 public:
  explicit Printer(std::string* out) : out_(out) {}

  void PrintMessage(const Message& message) {
    const Reflection* fields = message.GetReflection();
    const auto* type = message.GetDescriptor();
    Open('{');
    for (int i = 0; i < type->field_count(); ++i) {
      const FieldDescriptor* field = type->field(i);
      if (field->has_presence() && !fields->HasField(message, field)) {
        continue;
      }
      NextItem();
      AppendText(field->name(), out_);
      out_->append(": ");
      if (field->is_repeated()) {
        PrintList(message, field);
      } else {
        PrintOne(message, field);
      }
    }
    Close('}');
  }

 private:
  void PrintList(const Message& message, const FieldDescriptor* field) {
    const int size = message.GetReflection()->FieldSize(message, field);
    Open('[');
    for (int i = 0; i < size; ++i) {
      NextItem();
      PrintElement(message, field, i);
    }
    Close(']');
  }

  void PrintOne(const Message& message, const FieldDescriptor* field) {
    const Reflection* fields = message.GetReflection();
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return PrintMessage(fields->GetMessage(message, field));
      case FieldDescriptor::CPPTYPE_BOOL:
        return Print(fields->GetBool(message, field));
      case FieldDescriptor::CPPTYPE_STRING:
        return AppendText(fields->GetString(message, field), out_);
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return Print(fields->GetDouble(message, field));
      default:  // the schemas have no other kind of number
        return Print(fields->GetInt32(message, field));
    }
  }

  void PrintElement(const Message& message, const FieldDescriptor* field,
                    int i) {
    const Reflection* fields = message.GetReflection();
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return PrintMessage(fields->GetRepeatedMessage(message, field, i));
      case FieldDescriptor::CPPTYPE_BOOL:
        return Print(fields->GetRepeatedBool(message, field, i));
      case FieldDescriptor::CPPTYPE_STRING:
        return AppendText(fields->GetRepeatedString(message, field, i), out_);
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return Print(fields->GetRepeatedDouble(message, field, i));
      default:
        return Print(fields->GetRepeatedInt32(message, field, i));
    }
  }

  void Print(bool value) { out_->append(value ? "true" : "false"); }
  void Print(int value) { absl::StrAppend(out_, value); }
  // The fewest digits that are read as the same number again; JSON has no word
  // for what is none.
  void Print(double value) {
    if (!std::isfinite(value)) {
      out_->append("null");
      return;
    }
    std::string digits = absl::StrFormat("%.15g", value);
    double again = 0;
    if (!absl::SimpleAtod(digits, &again) || again != value) {
      digits = absl::StrFormat("%.17g", value);
    }
    out_->append(digits);
  }

  void Open(char bracket) {
    out_->push_back(bracket);
    ++depth_;
    first_ = true;
  }
  void NextItem() {
    if (!first_) out_->push_back(',');
    first_ = false;
    NewLine();
  }
  void Close(char bracket) {
    --depth_;
    if (!first_) NewLine();
    out_->push_back(bracket);
    first_ = false;
  }
  void NewLine() {
    out_->push_back('\n');
    out_->append(2 * static_cast<size_t>(depth_), ' ');
  }

  std::string* out_;
  int depth_ = 0;
  bool first_ = true;  // nothing was printed yet since the last bracket
};

}  // namespace

std::string ToJson(const Message& message) {
  std::string out;
  Printer(&out).PrintMessage(message);
  out.push_back('\n');
  return out;
}

}  // namespace patchgraph
