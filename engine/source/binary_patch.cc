#include "engine/source/binary_patch.h"

#include <zlib.h>

#include <algorithm>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/git/object_delta.h"
#include "engine/source/binary_patch_base85.h"

namespace patchgraph {
namespace {

// Inflates to exactly `size` bytes. Memory grows with what comes out, so that
// a false size costs nothing.
absl::StatusOr<std::string> Inflate(absl::string_view deflated, size_t size) {
  z_stream stream = {};
  if (inflateInit(&stream) != Z_OK) {
    return absl::ResourceExhaustedError("no memory to inflate the data");
  }
  absl::Cleanup end = [&stream] { inflateEnd(&stream); };
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(deflated.data()));
  stream.avail_in = static_cast<uInt>(deflated.size());
  std::string inflated;
  char buffer[1 << 14];
  int result = Z_OK;
  while (result == Z_OK && inflated.size() <= size) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer);
    stream.avail_out = sizeof buffer;
    result = inflate(&stream, Z_NO_FLUSH);
    inflated.append(buffer, sizeof buffer - stream.avail_out);
  }
  if (result != Z_STREAM_END && inflated.size() <= size) {
    return absl::InvalidArgumentError("the deflated data is garbled");
  }
  if (inflated.size() != size) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the data does not inflate to the ", size, " bytes promised"));
  }
  return inflated;
}

std::string Deflate(absl::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string deflated(size, '\0');
  compress2(reinterpret_cast<Bytef*>(deflated.data()), &size,
            reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(),
            Z_BEST_COMPRESSION);
  deflated.resize(size);
  return deflated;
}

// "literal 12" or "delta 34".
bool ParseHunkLine(absl::string_view line, BinaryHunk::Method* method,
                   size_t* size) {
  line = TrimLineEnd(line);
  if (absl::ConsumePrefix(&line, "literal ")) {
    *method = BinaryHunk::Method::kLiteral;
  } else if (absl::ConsumePrefix(&line, "delta ")) {
    *method = BinaryHunk::Method::kDelta;
  } else {
    return false;
  }
  return absl::SimpleAtoi(line, size);
}

absl::StatusOr<BinaryHunk> ReadHunkData(size_t* bytes_left,
                                        DiffCursor* cursor) {
  BinaryHunk hunk;
  size_t size = 0;
  if (!ParseHunkLine(cursor->Line(), &hunk.method, &size)) {
    return cursor->Error(
        absl::StrCat("expected \"literal SIZE\" or \"delta SIZE\", found ",
                     cursor->Found()));
  }
  if (size > *bytes_left) {
    return cursor->Error(absl::StrCat("a patch with more than ",
                                      kMaxBinaryBytes,
                                      " bytes of binary files is not read"));
  }
  *bytes_left -= size;
  const DiffCursor head = *cursor;
  cursor->Advance();
  std::string deflated;
  while (!cursor->AtEnd() && !TrimLineEnd(cursor->Line()).empty()) {
    if (!DecodeBase85Line(TrimLineEnd(cursor->Line()), &deflated)) {
      return cursor->Error(
          absl::StrCat("expected a line of base 85 or an empty line, found ",
                       cursor->Found()));
    }
    cursor->Advance();
  }
  auto data = Inflate(deflated, size);
  if (!data.ok()) return head.Error(data.status().message());
  hunk.data = *std::move(data);
  if (!cursor->AtEnd()) cursor->Advance();
  return hunk;
}

std::string PrintHunk(const BinaryHunk& hunk) {
  return absl::StrCat(
      hunk.method == BinaryHunk::Method::kDelta ? "delta " : "literal ",
      hunk.data.size(), "\n", EncodeBase85Lines(Deflate(hunk.data)), "\n");
}

}  // namespace

absl::StatusOr<BinaryChange> ReadBinaryPatch(size_t* bytes_left,
                                             DiffCursor* cursor) {
  const size_t begin = cursor->offset();
  cursor->Advance();
  BinaryChange change;
  auto forward = ReadHunkData(bytes_left, cursor);
  if (!forward.ok()) return forward.status();
  change.forward = *std::move(forward);
  BinaryHunk::Method method;
  size_t size = 0;
  if (ParseHunkLine(cursor->Line(), &method, &size)) {
    auto reverse = ReadHunkData(bytes_left, cursor);
    if (!reverse.ok()) return reverse.status();
    change.reverse = *std::move(reverse);
  }
  change.raw = std::string(cursor->Since(begin));
  return change;
}

std::string PrintBinaryPatch(const BinaryChange& change) {
  if (!change.raw.empty()) return change.raw;
  if (!change.forward.has_value()) return std::string();
  std::string text =
      absl::StrCat("GIT binary patch\n", PrintHunk(*change.forward));
  if (change.reverse.has_value()) {
    absl::StrAppend(&text, PrintHunk(*change.reverse));
  }
  return text;
}

absl::StatusOr<std::string> ApplyBinaryHunk(const BinaryHunk& hunk,
                                            absl::string_view old) {
  if (hunk.method == BinaryHunk::Method::kLiteral) return hunk.data;
  return ApplyDelta(old, hunk.data, kMaxBinaryBytes);
}

}  // namespace patchgraph
