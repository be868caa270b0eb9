# numbers
print(1 + 2 * 3, 7 // 2, -7 // 2, 7 % 3, -7 % 3, 7 % -3, 2 ** 10, 2 ** -1, -2 ** 2, (-2) ** 2, 7 / 2, 6 / 2)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, 1e3, 1e16, 1e15, 1e-4, 1e-5, 0.1 + 0.2, 1.0, -0.0, 100.0, 123456789.125)
print(True + 1, True & False, True | False, 6 & 3, 6 | 3, 6 ^ 3, ~5, 1 << 10, 1024 >> 3, 0xff, 0b101, 1_000, .5, 5., 1e-3)
print(3 < 4 <= 4, 3 < 4 > 5, 1 == 1.0, True == 1, 1 != 2, not 1 == 2, not 0 and 3, 0 or "a", 1 and 2, not (1 and 0))
print(2 ** 3 ** 2, -2 ** -2, 2 * -3, 1 - -1, 1 if 0 else 2, 10 ** 20, 2 ** 100, 7 if not 0 or 1 else 8)
print(int(3.9), int(-3.9), int("12"), float("1e3"), float(3), bool(0), bool(""), bool([]), bool([0]), round(2.5), round(3.5), round(2.675, 2), abs(-3), abs(-2.5))
print(max(1, 5, 3), min([4, 2, 8]), max("a", "b"), sum([1, 2, 3]), sum([0.5, 1]), max([1, -5, 3], key=abs), min([], default=7), pow(2, 5))
print(5. * 2, [1., 2.], 5. )
print(float("inf"), -float("inf"), float("nan"), 1e308 * 10, 5 // 0.3, 1 / 3, 2 / 3, 1e22, 1.5e300)
# ---
# texts
print("a" "b", 'it''s', "it's", 'a "b"', "tab\there", r"raw\n", "\x41\u00e9", "a\\b", """two
lines""")
print("abc"[1], "abc"[-1], "abcdef"[1:4], "abcdef"[::-1], "abcdef"[::2], len("abc"), "b" in "abc", "x" not in "abc", "a" < "b", "ab" * 3, "a" + "b")
print(", ".join(["a", "b"]), "a,b".split(","), " x ".strip(), "Ab".upper(), "Ab".lower(), "abc".replace("b", "x"), "abc".startswith("ab"), "abc".endswith("d"))
print(repr("a'b"), repr('a"b'), repr("\n\\"), [1, "a", None, True, 1.0], ("x",), (1, 2), {"k": [1]}, ())
# ---
# f-strings
x, name, t = 3.14159, "kl", (1, 2)
print(f"{x:.3f} {x:8.2f}| {x:<8.2f}| {x:^8.2f}| {x:+.1f} {x:08.3f} {x:e} {x:.2e} {x:g} {x:.3g} {1e-7:g} {1234567.0:g} {0.5:%} {0.1234:.1%}")
print(f"{name:>5}|{name:<5}|{name:^6}|{name!r} {{braces}} {t} {t[0]} {x * 2:.1f} {'nested'} {7:d} {7:03d} {1234567:,} {1234567.891:,.2f} {True:d} {42:5}|{'abc':.2}|")
w = 7
print(f"{x:{w}.{2}f}|", f"a{1}" f"b{2}", f"{x:.0f} {2.5:.0f} {3.5:.0f} {0.5:.0f} {-0.4:.0f} {1e21:.1f} {123.456:.1f} {x:10}| {1e16} {2.0:.3} {100.0:.2} {12345.678:.2} {float('nan'):.2f} {-x:.2f}")
print(f"epoch {3 + 1}:", ", ".join(f"{name} {value:.3f}" for name, value in {"a": 1.5, "b": 2.25}.items()))
# ---
# lists, tuples, dictionaries
a = [3, 1, 2]
a.append(4); a += [5]; b = a
b[0] = 30
print(a, a[1:3], a[-2:], a[:], a[::-1], len(a), sorted(a), sorted(a, reverse=True), sorted(a, key=lambda v: -v), a.index(2), a.count(2), 4 in a, a.pop(), a.pop(0), a)
a.insert(1, 9); a.extend((7, 8)); a.reverse(); print(a); a.sort(); print(a)
first, *rest = [1, 2, 3]
(p, q), r = (1, 2), 3
*start, last = "abc"
print(first, rest, p, q, r, start, last, [*a, *rest], (*rest, 1), {**{"x": 1}, "y": 2}, [0] * 3, (1,) + (2,), [1] + [2])
d = {"one": 1, 2: "two", (1, 2): None}
d["three"] = 3; d.update({"one": 11}); d[2] += "!"
print(d, d.get("one"), d.get("none"), d.get("none", 5), list(d), list(d.items()), list(d.values()), "one" in d, len(d), d.pop("one"), d.pop("zzz", 0), {1: "a", 1.0: "b", True: "c"})
print({2 ** 60: "a", 2 ** 60 + 1: "b", 2.0 ** 60: "c", 0.5: "d", True: 1, 1.0: 2})
print([1, 2] == [1, 2], (1, 2) < (1, 3), [1, [2, 3]] == [1, [2, 3]], {"a": 1} == {"a": 1.0}, (1, 2) == [1, 2], [2] > [1, 5], () < (1,), dict([("a", 1)]), dict({"b": 2}), tuple([1]), list("ab"))
# ---
# loops
for i, (k, v) in enumerate([("a", 1), ("b", 2)], start=1):
    if k == "z": break
    print(i, k, v)
else:
    print("no break")
n = 0
while True:
    n += 1
    if n % 2: continue
    if n > 6: break
    print(n)
for i in range(3): pass
else: print("else", i)
print(list(range(5)), list(range(2, 10, 3)), list(range(5, 0, -2)), range(3)[1], len(range(0, 10, 3)), list(zip([1, 2, 3], "ab")), list(reversed([1, 2])), list(map(lambda v: v * 2, [1, 2])), any([0, 1]), all([1, 0]))
it = iter([1, 2])
print(next(it), next(it), next(it, "done"), [i * j for i in range(3) for j in range(i) if (i + j) % 2], {k: v for k, v in zip("ab", (1, 2))}, sum(i for i in range(4)), [[j for j in range(i)] for i in range(3)])
across, down = (i + 1 for i in range(2))
print(across, down)
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [(lambda v=v: v)() for v in range(3)])
# ---
# functions and scopes
def f(a, b=2, *rest, key=None, **more):
    return a, b, rest, key, more
print(f(1), f(1, 3, 4, 5, key=6, z=7), f(*[1, 2, 3], **{"key": 4}), f(b=1, a=2))
total = 10
def outer(x):
    total = x
    def inner(y):
        return total + y
    return inner
def changes():
    global total
    total += 1
changes()
print(outer(5)(1), total, (lambda x, y=2: x * y)(3))
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(20), fact(5))
def default(a=[]):
    a.append(1)
    return a
print(default(), default())
def nothing(): pass
print(nothing(), nothing is None, x is not None)
def early(n):
    for i in range(10):
        while True:
            if i == n: return i
            break
    return -1
print(early(3), early(30))
def only(*, a, b=1): return a + b
print(only(a=1), only(b=5, a=1))
# ---
# classes
class A:
    shared = [1, 2]
    size = len(shared)
    def __init__(self, x, y=2):
        self.x, self.y = x, y
    def total(self): return self.x + self.y
    def __call__(self, z): return self.total() + z
    def __len__(self): return self.size
    def __getitem__(self, i): return self.shared[i]
class B(A):
    def __init__(self, x):
        super().__init__(x, 5)
        self.more = True
    def total(self):
        return 100 + super().total()
class C(B): pass
a, b, c = A(1), B(2), C(3)
print(a.total(), b.total(), c.total(), a(1), b(1), len(a), a[1], A.size, b.shared, hasattr(b, "more"), hasattr(a, "more"), getattr(a, "zz", 0), isinstance(c, A), isinstance(a, B), isinstance(1, int), isinstance(True, int), isinstance(1.0, (int, float)), callable(a))
setattr(a, "new", 3); a.x += 10; A.shared.append(3); A.tag = "t"
print(a.new, a.x, b.shared, c.tag, type(a) is A, type(3) is int, A.__name__, B.total(b))
m = a.total
print(m())
# ---
# precedence that parsers get wrong
a, b, c = 1, 0, 1
print(not a and b, not a or c, not a == b, a == (not b), not a in [1], -a ** 2, a if b else c if a else b, a < b == c, (a < b) == c, a or b and c, (a or b) and c, not not a, 1 + 2 < 4 and 5 > 3, 2 | 1 == 1, 5 & 3 == 3, -3 % 5, 2 * 3 % 4, 7 - 2 - 1, 2 ** -1 * 4)
x = y = [0]
x[0], y = 5, 6
print(x, y)
i = 0
i, z = 1, i
print(i, z)
# as older programs write it
print("epoch {}: {:.3f} ({:>5})".format(3, 2.5, "ab"), "{1} {0} {{}} {0:03d}".format(7, "x"), "banana".count("an"), "aaa".count("aa"), "abc".count(""))
class D(B):
    def __init__(self):
        super(D, self).__init__(4)
    def total(self):
        return super(B, self).total()
print(D().total(), D().more)
assert x, "never"

print("%d %5.2f|%-4s|%4s|%04d|%s%%" % (3.7, 2.5, "ab", "ab", 7, None))
print("loss %.4f" % 0.123456, "%i of %i" % (2, 10), "%+d %e %g" % (3, 1234.5, 0.00001), "%s" % [1, 2])
print("Conv2d".find("Conv"), "Linear".find("Conv"), "abcabc".find("ca"), "".find("x"))


class Named:
    pass


print(Named().__class__.__name__)
