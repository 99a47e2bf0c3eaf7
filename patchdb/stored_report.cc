#include "patchdb/stored_report.h"

#include <limits>

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/gzip_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace patchgraph {
namespace {

namespace io = google::protobuf::io;

// A report is packed at every run: a little larger, and in half the time.
constexpr int kCompressionLevel = 3;

}  // namespace

std::string EncodeReport(const MaintainabilityReport& report) {
  std::string bytes;
  io::StringOutputStream to(&bytes);
  io::GzipOutputStream::Options options;
  options.compression_level = kCompressionLevel;
  io::GzipOutputStream packer(&to, options);
  {
    io::CodedOutputStream coder(&packer);
    coder.SetSerializationDeterministic(true);
    report.SerializeToCodedStream(&coder);
  }
  packer.Close();
  return bytes;
}

absl::optional<MaintainabilityReport> DecodeReport(absl::string_view bytes) {
  if (bytes.size() > static_cast<size_t>(std::numeric_limits<int>::max())) {
    return absl::nullopt;
  }
  io::ArrayInputStream from(bytes.data(), static_cast<int>(bytes.size()));
  io::GzipInputStream unpacker(&from);
  io::CodedInputStream coder(&unpacker);
  MaintainabilityReport report;
  if (!report.ParseFromCodedStream(&coder) || !coder.ConsumedEntireMessage() ||
      unpacker.ZlibErrorCode() < 0) {
    return absl::nullopt;
  }
  return report;
}

}  // namespace patchgraph
