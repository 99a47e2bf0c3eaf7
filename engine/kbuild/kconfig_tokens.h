// Words and signs of a line of Kconfig, and the expressions that they make.

#ifndef PATCHGRAPH_ENGINE_KBUILD_KCONFIG_TOKENS_H_
#define PATCHGRAPH_ENGINE_KBUILD_KCONFIG_TOKENS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/kbuild/kconfig_expression.h"

namespace patchgraph {

struct KconfigToken {
  enum Kind : unsigned char {
    kWord,   // a name, a number, a path without quotes
    kText,   // in quotes; without them, and without its backslashes
    kMacro,  // a word with "$(" or "$" in it, whole
    kSign,   // "&&", "(", "<=" and so on
  };
  Kind kind = kWord;
  std::string text;
};

struct KconfigTokens {
  std::vector<KconfigToken> tokens;
  // What could not be read and was passed over; empty if all could.
  std::string trouble;
};

// Up to the end of the line or a "#". Neither sign nor word: passed over.
KconfigTokens SplitKconfigLine(absl::string_view line);

// Reads the tokens of a line from the first to the last.
class KconfigTokenReader {
 public:
  KconfigTokenReader(const std::vector<KconfigToken>& tokens,
                     KconfigExpressions* expressions)
      : tokens_(tokens), expressions_(expressions) {}

  bool AtEnd() const { return next_ == tokens_.size(); }
  // The next token's text if it is of that kind; it is not passed over.
  bool Sees(KconfigToken::Kind kind) const;
  bool SeesWord(absl::string_view word) const;
  bool SeesSign(absl::string_view sign) const;
  // Passes over the next token; it must not be at the end.
  const KconfigToken& Take() { return tokens_[next_++]; }
  bool TakeWord(absl::string_view word);

  // An expression as far as it goes. Where none can be read: a macro, so that
  // it may be anything, and `trouble` says why.
  KconfigExpr TakeExpression();
  // One word, text or macro: what a default or a range of a number is.
  KconfigExpr TakeOperand();
  // "if EXPRESSION", if that follows; otherwise y.
  KconfigExpr TakeCondition();

  // What was wrong, the first thing only; empty if nothing.
  const std::string& trouble() const { return trouble_; }
  bool has_macro() const { return has_macro_; }

 private:
  KconfigExpr TakeOr(int depth);
  KconfigExpr TakeAnd(int depth);
  KconfigExpr TakeNot(int depth);
  KconfigExpr Unreadable(absl::string_view why);

  const std::vector<KconfigToken>& tokens_;
  KconfigExpressions* expressions_;
  std::size_t next_ = 0;
  std::string trouble_;
  bool has_macro_ = false;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_KCONFIG_TOKENS_H_
