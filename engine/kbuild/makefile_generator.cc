#include "engine/kbuild/makefile_generator.h"

namespace patchgraph {
namespace {

// Where a name has a symbol in it, that is put for "?".
const std::vector<std::string>& Names() {
  static const auto& names = *new std::vector<std::string>{
      "first", "second", "one-y", "one-?",    "two-objs", "two-?",
      "obj-y", "obj-?",  "obj-m", "cflags-y", "cflags-?", "lib-?"};
  return names;
}

// The place in Variables() below which a value of the name may look.
int RankOf(const std::string& name) {
  const std::string stem = name.substr(0, name.find('-'));
  if (stem == "first") return 0;
  if (stem == "second") return 1;
  if (stem == "one") return 2;
  if (stem == "two") return 4;
  return stem == "obj" ? 7 : stem == "cflags" ? 9 : 11;
}

}  // namespace

const std::vector<std::string>& MakefileGenerator::Variables() {
  static const auto& names = *new std::vector<std::string>{
      "first", "second", "one-y",    "one-m",    "two-y", "two-m", "two-objs",
      "obj-y", "obj-m",  "cflags-y", "cflags-m", "lib-y", "lib-m"};
  return names;
}

std::string MakefileGenerator::Makefile() {
  text_ = "first := a.o\nsecond =\nsuffixed = $(1:.o=-$(2).o)\n";
  Statements(3 + Below(8), 0);
  return text_;
}

void MakefileGenerator::Statements(int count, int depth) {
  for (int i = 0; i < count; ++i) {
    if (depth < 3 && Below(4) == 0) {
      Conditional(depth);
    } else if (Below(12) == 0) {
      text_ += "# about the next # line\n\n";
    } else {
      Assignment();
    }
  }
}

void MakefileGenerator::Conditional(int depth) {
  text_ += Condition();
  Statements(1 + Below(3), depth + 1);
  while (Below(4) == 0) {
    text_ += "else " + Condition();
    Statements(1 + Below(2), depth + 1);
  }
  if (Below(2) == 0) {
    text_ += Below(3) == 0 ? "  else # or\n" : "else\n";
    Statements(1 + Below(2), depth + 1);
  }
  text_ += "endif\n";
}

std::string MakefileGenerator::Condition() {
  const std::string equal = Below(2) == 0 ? "ifeq" : "ifneq";
  switch (Below(6)) {
    case 0:
      return "ifdef CONFIG_" + OneOf(symbols_) + "\n";
    case 1:
      return "ifndef CONFIG_" + OneOf(symbols_) + "\n";
    case 2:
      return equal + " ($(strip $(" + OneOf(Variables()) + ")),a.o)\n";
    case 3:
      return equal + " \"" + Symbol() + "\" '" + (Below(2) == 0 ? "y" : "m") +
             "'\n";
    case 4:
      return equal + " (" + Symbol() + Symbol() + ", ym)\n";
    default:
      return equal + " (" + Symbol() + "," + (Below(2) == 0 ? "y" : "") + ")\n";
  }
}

void MakefileGenerator::Assignment() {
  std::string name = OneOf(Names());
  const int rank = RankOf(name);
  const std::size_t mark = name.find('?');
  if (mark != std::string::npos) {
    const std::string symbol =
        Below(4) == 0 ? "$(subst m,y," + Symbol() + ")" : Symbol();
    name.replace(mark, 1, symbol);
  }
  static const auto& ops =
      *new std::vector<std::string>{"=", ":=", "+=", "+=", "+=", "?="};
  const std::string& op = OneOf(ops);
  if (op == "=" && Below(6) == 0) {
    text_ += "define " + name + "\n" + Value(rank) + "\n" + Value(rank) +
             "\nendef\n";
    return;
  }
  // At once, it may ask for anything.
  const int asked = op == ":=" ? static_cast<int>(Variables().size()) : rank;
  text_ += name + (Below(2) == 0 ? " " : "\t") + op + " " + Value(asked);
  if (Below(4) == 0) text_ += " \\\n\t  " + Value(asked);
  if (Below(6) == 0) text_ += " # said";
  text_ += "\n";
}

std::string MakefileGenerator::Value(int rank) {
  std::string value = Word();
  for (int more = Below(5) / 2; more > 0; --more) value += " " + Piece(rank, 0);
  return value;
}

std::string MakefileGenerator::Word() {
  static const auto& words = *new std::vector<std::string>{
      "a.o", "b.o", "c.o", "dir/d.o", "dir/", "../up/e.o", "f"};
  return OneOf(words);
}

std::string MakefileGenerator::Reference(int rank) {
  if (rank == 0) return Word();
  return "$(" + Variables()[Below(rank)] + ")";
}

std::string MakefileGenerator::Piece(int rank, int depth) {
  if (depth > 1) return Reference(rank);
  const auto inner = [&] { return Piece(rank, depth + 1); };
  switch (Below(26)) {
    case 0:
      return "$(if " + Symbol() + "," + inner() + "," + inner() + ")";
    case 1:
      return "$(subst .o,.lo," + inner() + ")";
    case 2:
      return "$(patsubst %.o,%-pony.o," + inner() + " " + inner() + ")";
    case 3:
      return "$(filter %.o a%," + inner() + " " + Word() + ")";
    case 4:
      return "$(filter-out a.o dir/%," + inner() + ")";
    case 5:
      return "$(filter-out " + inner() + "," + inner() + " " + inner() + ")";
    case 6:
      return "$(addprefix sub/," + inner() + ")";
    case 7:
      return "$(addsuffix .x," + inner() + ")";
    case 8:
      return "$(notdir " + inner() + ")";
    case 9:
      return "$(dir " + inner() + ")";
    case 10:
      return "$(basename " + inner() + ")";
    case 11:
      return "$(sort " + inner() + " " + inner() + ")";
    case 12:
      return "$(firstword " + inner() + ")$(lastword " + inner() + ")";
    case 13:
      return "$(word 2," + inner() + " " + inner() + ")";
    case 14:
      return "$(words " + inner() + ").o";
    case 15:
      return "$(wordlist 1,2," + inner() + " " + inner() + ")";
    case 16:
      return "$(foreach w," + inner() + " " + Word() + ",x-$(w))";
    case 17:
      return "$(or " + Symbol() + "," + inner() + ")";
    case 18:
      return "$(and " + Symbol() + "," + inner() + ")";
    case 19:
      return "$(call suffixed," + inner() + ",z)";
    case 20:
      return "$(strip  " + inner() + "  )";
    case 21:
      return "${suffix " + inner() + "}";
    case 22:
      return "pre-" + Symbol() + ".o";
    case 23:
      return "$(findstring a.o," + inner() + ")";
    default:
      return Reference(rank);
  }
}

}  // namespace patchgraph
