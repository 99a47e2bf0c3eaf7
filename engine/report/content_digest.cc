#include "engine/report/content_digest.h"

#include <openssl/evp.h>

#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace patchgraph {

std::string NormalisedContent(absl::string_view text) {
  std::string normal;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    std::string kept(line);
    absl::RemoveExtraAsciiWhitespace(&kept);
    if (!kept.empty()) absl::StrAppend(&normal, kept, "\n");
  }
  return normal;
}

std::string DigestOfParts(absl::Span<const absl::string_view> parts) {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
      EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  for (const absl::string_view part : parts) {
    const std::string length = absl::StrCat(part.size(), ":");
    EVP_DigestUpdate(context.get(), length.data(), length.size());
    EVP_DigestUpdate(context.get(), part.data(), part.size());
  }
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  EVP_DigestFinal_ex(context.get(), digest, &length);
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest), length));
}

}  // namespace patchgraph
