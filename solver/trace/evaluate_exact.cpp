#include "solver/arithmetic/exact.hpp"
#include "solver/arithmetic/failure.hpp"
#include "solver/trace/straight.hpp"

namespace stepmark::trace {

namespace {

/// The numbers outgrew what exact arithmetic is good for.
struct Outgrown {
  std::size_t digits;
};

/// What a run may take: the bits of all results together. A step that doubles the digits would soon take minutes, and
/// print nothing that anybody reads. Fractions are dear, since each is brought into lowest terms.
class Exactly {
 public:
  using Arithmetic = ExactArithmetic;

  void spend(const ExactRegister& result) {
    const std::size_t bits = result.bits();
    spent_ += result.is_fraction() ? price_of_fraction * bits : bits;
    if (spent_ > most) throw Outgrown{bits * 3 / 10};
  }

  template <class Work>
  void attempt(bool given, std::size_t position, const Work& work) const {
    try {
      work();
    } catch (const Undefined& failure) {
      throw NoValue(given, position, failure.what());
    } catch (const Irrational& failure) {
      throw NoValue(given, position, std::string(failure.what()) + " is irrational, and the arithmetic is exact");
    } catch (const TooLarge& failure) {
      throw NoValue(given, position, failure.what());
    } catch (const Outgrown& failure) {
      throw NoValue(given, position,
                    "the numbers have grown to some " + std::to_string(failure.digits) +
                        " digits, too many to be worked on exactly",
                    "expected fewer steps, or decimal arithmetic, whose digits are proved as well");
    }
  }

  Printed printed(const ExactArithmetic& in, const ExactRegister& value, bool, std::size_t) const {
    return {in.exact_value(value).to_string(), true};
  }

 private:
  static constexpr std::size_t price_of_fraction = 16, most = std::size_t{1} << 28;
  std::size_t spent_ = 0;
};

}  // namespace

std::unique_ptr<Evaluator> exact_evaluator(Stretches& stretches) {
  return std::make_unique<Straight<Exactly>>(stretches);
}

}  // namespace stepmark::trace
