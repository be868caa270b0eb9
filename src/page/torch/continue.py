class Processes:
    """Those that train together, begun by torchrun: each with its part of every batch. By itself a program has all of it."""

    def __init__(self):
        self.count, self.rank = int(os.environ.get("WORLD_SIZE", 1)), int(os.environ.get("RANK", 0))

    def begin(self, kind):
        """Joins the other processes. Returns the device on which this one computes, of the kind "cpu", "cuda" or "mps"."""
        if kind == "mps":
            self.expect_one("PyTorch exchanges no numbers between devices mps")
            if not torch.backends.mps.is_available():
                sys.exit("PyTorch finds no device mps here.")
        place = int(os.environ.get("LOCAL_RANK", 0))  # among the processes of this machine, of which each needs a GPU of its own
        if kind == "cuda":
            found = torch.cuda.device_count()
            if place >= found:
                sys.exit(f"PyTorch finds {found} devices cuda here: none is left for process {place + 1}.")
            torch.cuda.set_device(place)
            torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False  # single precision, as on the page
        if self.count > 1:
            torch.distributed.init_process_group("nccl" if kind == "cuda" else "gloo")
        return torch.device("cuda", place) if kind == "cuda" else torch.device(kind)

    def part(self, rows):
        """Each takes its turn, row by row: halves of a part are parts of the halves."""
        return rows[self.rank::self.count]

    def share(self, batch_size, halves=False):
        """Returns how many images of each batch are this process's. halves: whether an objective takes a batch in two."""
        if self.count > 1 and batch_size % (2 * self.count if halves else self.count):
            sys.exit(f"{self.count} processes cannot share {'each half of ' if halves else ''}a batch of {batch_size} evenly.")
        return batch_size // self.count

    def expect_one(self, why):
        if self.count > 1:
            sys.exit(f"{why}: this program does not share it among processes.")

    def sum(self, values):
        if self.count > 1:
            torch.distributed.all_reduce(values)
        return values

    def mean(self, values):
        return self.sum(values) / self.count

    def average_gradients(self, optimiser):
        """As DistributedDataParallel does, which networks that an objective calls several times, or in part, do not fit in."""
        for parameter in (one for group in optimiser.param_groups for one in group["params"]):
            if self.count > 1 and parameter.grad is not None:
                parameter.grad = self.mean(parameter.grad)


processes = Processes()


class MeanOfProcesses(torch.autograd.Function):
    """The loss of each process is taken to be its part of a mean: so gradients are averaged as values are."""

    @staticmethod
    def forward(ctx, values):
        return processes.mean(values.clone())

    @staticmethod
    def backward(ctx, gradient):
        return processes.mean(gradient.clone())


class BatchNorm(nn.modules.batchnorm._BatchNorm):
    """By the statistics of the whole batch, of which each process has a part."""

    def _check_input_dim(self, x):
        pass

    def forward(self, x):
        if processes.count == 1 or not self.training:
            return super().forward(x)
        axes, shape = [0, *range(2, x.dim())], [1, -1, *[1] * (x.dim() - 2)]
        mean = MeanOfProcesses.apply(x.mean(axes))
        variance = MeanOfProcesses.apply((x - mean.view(shape)).square().mean(axes))
        count = processes.count * x.numel() / x.shape[1]
        with torch.no_grad():
            self.running_mean.lerp_(mean, self.momentum)
            self.running_var.lerp_(variance * count / (count - 1), self.momentum)
        scaled = (x - mean.view(shape)) * (variance + self.eps).rsqrt().view(shape)
        return scaled * self.weight.view(shape) + self.bias.view(shape)


class Philox:
    """Philox-4x32-10 (Salmon et al. 2011). What a number is depends on seed, purpose, step, lane and its place alone."""
    PURPOSES = ["init", "order", "eps", "z", "dropout", "augment", "sample"]

    def __init__(self, seed):
        self.seed = seed

    def words(self, purpose, step, lane, count):
        """32-bit numbers, [..., count]; `step` may be an array, with a row of words for each."""
        step = np.asarray(step, np.uint64)[..., None]
        low, shift = np.uint64(0xFFFFFFFF), np.uint64(32)
        a, b, c, d = np.arange(-(-count // 4), dtype=np.uint64) + 0 * step, step, np.uint64(lane), np.uint64(0)
        for i in range(10):
            first = np.uint64((self.seed + i * 0x9E3779B9) % 2**32)
            second = np.uint64((self.PURPOSES.index(purpose) + i * 0xBB67AE85) % 2**32)
            left, right = a * np.uint64(0xD2511F53), c * np.uint64(0xCD9E8D57)
            a, b, c, d = (right >> shift) ^ b ^ first, right & low, (left >> shift) ^ d ^ second, left & low
        return np.stack(np.broadcast_arrays(a, b, c, d), -1).reshape(*step.shape[:-1], -1)[..., :count]

    def uniforms(self, purpose, step, lane, count):
        return (self.words(purpose, step, lane, count) + 0.5) / 2**32

    def normals(self, purpose, step, lane, count):
        u = self.words(purpose, step, lane, count + count % 2).reshape(-1, 2)
        radius, angle = np.sqrt(-2 * np.log((u[:, 0] + 0.5) / 2**32)), 2 * np.pi * u[:, 1] / 2**32
        return np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1).reshape(-1)[:count]

    def permutation(self, step, lane, count):
        order, words = list(range(count)), self.words("order", step, lane, count)
        for i in range(count - 1, 0, -1):
            j = int(words[i] / 2**32 * (i + 1))
            order[i], order[j] = order[j], order[i]
        return np.array(order)


def uniform(limit):
    """How a parameter begins: U(-limit, limit)."""
    return lambda *stream: (2 * philox.uniforms(*stream) - 1) * limit


def constant(value):
    return lambda purpose, step, lane, count: np.full(count, value)


def normal(*stream):
    return philox.normals(*stream)


def lane_of(name):
    """FNV-1a, 32 bits."""
    value = 0x811C9DC5
    for letter in name.encode():
        value = (value ^ letter) * 0x01000193 % 2**32
    return value


class Streams:
    """Stands in for torch where noise is drawn: each draw takes the next of the page's streams."""

    def __init__(self, philox):
        self.philox, self.streams = philox, []

    def begin(self, step, batch, **purposes):
        self.streams = [(purpose, step, lane_of(f"{name}#{batch}" if batch else name)) for name, purpose in purposes.items()]

    def drawn(self, numbers, shape):
        """Of the whole batch, whose rows come first; this process's part of it."""
        whole = (shape[0] * processes.count, *shape[1:])
        return processes.part(numbers(*self.streams.pop(0), math.prod(whole)).reshape(whole))

    def uniforms(self, shape):
        return self.drawn(self.philox.uniforms, shape)

    def randn(self, *shape):
        return torch.tensor(self.drawn(self.philox.normals, shape), dtype=torch.float32, device=device)

    def rand(self, *shape):
        return torch.tensor(self.uniforms(shape), dtype=torch.float32, device=device)

    def randn_like(self, x):
        return self.randn(*x.shape)

    def bernoulli(self, p):
        return (self.rand(*p.shape) < p).to(p.dtype)

    def randint(self, high, shape):
        return torch.tensor((self.uniforms(shape) * high).astype(np.int64), device=device)

    def dropout(self, x, p):
        return x * torch.tensor((self.uniforms(x.shape) >= p) / (1 - p), dtype=x.dtype, device=device)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        return streams.dropout(x, self.p) if self.training else x


class Order:
    """Which of `count` images each batch shows, in rounds: the first of all images takes 5000 after 5000, later ones any. A growing
    pool has 900 images at first, and one more for every three that were drawn before the round."""

    def __init__(self, philox, batch_size, count, pool="all"):
        self.philox, self.batch_size, self.count, self.growing = philox, batch_size * processes.count, count, pool == "growing"
        self.round, self.first, self.order = 0, 0, None

    @property
    def pool(self):
        return min(self.count, max(self.batch_size, 900 + self.first * self.batch_size // 3)) if self.growing else self.count

    def shuffled(self):
        if self.growing or self.round > 0:
            return self.philox.permutation(self.round, lane_of("pool") if self.growing else 0, self.pool)
        blocks = range(0, self.count, 5000)
        return np.concatenate([first + self.philox.permutation(0, first // 5000, min(5000, self.count - first)) for first in blocks])

    def images(self, batch):
        while batch >= self.first + self.pool // self.batch_size:
            self.first, self.round, self.order = self.first + self.pool // self.batch_size, self.round + 1, None
        if self.order is None:
            self.order = self.shuffled()
        at = (batch - self.first) * self.batch_size
        return torch.tensor(processes.part(self.order[at:at + self.batch_size]), device=device)


def page_points(name, labels, width):
    """What the page's 60,000 points are made of: their label, a number in (0, 1), and numbers of N(0, 1)."""
    always = Philox(0)
    place = always.uniforms("sample", 0, lane_of(f"{name}/train/place"), 120000).reshape(60000, 2)
    eps = always.normals("sample", 0, lane_of(f"{name}/train/noise"), 60000 * width).reshape(60000, width)
    return torch.tensor((place[:, 0] * labels).astype(np.int64)), torch.tensor(place[:, 1]), torch.tensor(eps)


def read_mnist(folder, run):
    """Images [60000, 784] in [0, 1] and labels [60000]: MNIST's own files, packed or not, or the page's, train-00000.bin and others.
    Ends the program where they cannot be read."""
    if "own" in run.config:
        sys.exit("The run was trained on images of one's own, and this program reads MNIST. The page writes another program for that run.")

    def content(path, size=None):
        try:
            packed = path.read_bytes()
            found = gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed
        except (OSError, EOFError, zlib.error) as error:
            sys.exit(f"{path} cannot be read: {error}")
        if size is not None and len(found) != size:
            sys.exit(f"{path} is not MNIST's: it has {len(found)} bytes, not {size}.")
        return np.frombuffer(found, np.uint8)

    def found(pattern):
        return next((path for path in sorted(folder.glob(pattern)) if path.is_file()), None)

    if not folder.is_dir():
        sys.exit(f"There is no folder {folder}. Give the folder that holds MNIST's files train-images-idx3-ubyte and train-labels-idx1-ubyte.")
    pages = sorted(folder.glob("train-*.bin"))
    images, names = found("train-images[-.]idx3-ubyte*"), found("train-labels[-.]idx1-ubyte*")
    if pages:
        labels, pixels = zip(*(np.split(file, [len(file) // 785]) for file in map(content, pages)))
        if sum(map(len, labels)) != 60000:
            sys.exit(f"The folder {folder} has files of the page with {sum(map(len, labels))} images, not 60000. Copy all its files train-….bin.")
    elif images and names:
        pixels, labels = [content(images, 16 + 60000 * 784)[16:]], [content(names, 8 + 60000)[8:]]
    else:
        missing = " and ".join(name for name, path in [("train-images-idx3-ubyte", images), ("train-labels-idx1-ubyte", names)] if not path)
        sys.exit(f"The folder {folder} does not hold MNIST: {missing} was looked for, packed (.gz) or not, and the page's files, train-00000.bin and others.")
    return torch.tensor(np.concatenate(pixels).reshape(60000, 784)) / 255, torch.tensor(np.concatenate(labels).astype(np.int64))


def row_order(size, image):
    """Where each place of a row of pixels is in the page's. `image`: channels and side of what rows hold, there with channels last."""
    channels, side = image or (0, 0)
    rows = torch.arange(size)
    return rows.reshape(side, side, channels).permute(2, 0, 1).reshape(-1) if image and size == channels * side * side else rows


def from_page(values, name, image):
    """A parameter, or one of its running means, as PyTorch has it."""
    for axis, size in enumerate(values.shape):
        values = values.index_select(axis, row_order(size, image))
    if name.endswith("/kernel"):
        values = values.t() if values.dim() == 2 else values.permute(3, 2, 0, 1)
    return values


def to_page(values, name, image):
    if name.endswith("/kernel"):
        values = values.t() if values.dim() == 2 else values.permute(2, 3, 1, 0)
    for axis, size in enumerate(values.shape):
        values = values.index_select(axis, row_order(size, image).argsort())
    return values


def means_of(optimiser):
    """What it calls the page's running means of gradients, m, and of their squares, v."""
    return {"m": "exp_avg", "v": "exp_avg_sq"} if isinstance(optimiser, torch.optim.Adam) else {"v": "square_avg"}


def as_written(name, value):
    """The value of a setting as the program writes it: a float stays one where the page has a whole number."""
    return type(globals()[name])(value)


class Run:
    """A saved run: a safetensors file, whose metadata say the configuration and the steps made."""

    def __init__(self, path):
        if not path.is_file():
            sys.exit(f"There is no file {path}. Give the run that the page has saved, a .safetensors file.")
        try:
            content = path.read_bytes()
            start = 8 + int.from_bytes(content[:8], "little")
            self.header = json.loads(content[8:start])
            self.about = self.header.pop("__metadata__")
            self.config = json.loads(self.about["config"])
        except (OSError, ValueError, KeyError):
            sys.exit(f"{path} is no run that the page has saved.")
        self.model, self.seed, self.step, self.is_new = self.about["model"], self.config["seed"], int(self.about["step"]), False
        self.settings = dict(self.config["hyperparameters"])
        for change in self.config.get("then", []):  # made during the run
            if change["step"] <= self.step:
                self.settings[change["id"]] = change["value"]
        self.numbers = content[start:]

    def expect(self, model, settings):
        """Ends the program where the run is another one than it was written for."""
        found = {"model": self.model, **self.settings}
        other = [f"{name} is {found.get(name)}, not {value}" for name, value in {"model": model, **settings}.items() if found.get(name) != value]
        if other:
            sys.exit(f"This program was written for another run: {', '.join(other)}.")

    def change(self, changes, names):
        """Makes it a new run, from step 0, where there are changes: "beta=4". names: what the program calls the settings that may be changed.
        Returns the new values by these."""
        changed = {}
        for name, _, value in (change.partition("=") for change in changes):
            try:
                changed[name] = json.loads(value)
            except ValueError:
                changed[name] = None
            if name not in [*names, "seed"]:
                sys.exit(f"{name} cannot be changed here. What can: {', '.join([*names, 'seed'])}.")
            if type(changed[name]) not in (int, float) or not math.isfinite(changed[name]):
                sys.exit(f"{name}={value}: a number is needed.")
        if changed:
            left_out = [f"{change['id']} to {change['value']} at step {change['step']}" for change in self.config.get("then", [])
                        if change["step"] > self.step]
            if left_out and processes.rank == 0:
                print(f"The new run leaves out what was scheduled: {', '.join(left_out)}.", file=sys.stderr)
            self.is_new, self.step, self.seed = True, 0, changed.pop("seed", self.seed)
            self.settings.update(changed)
            kept = {key: value for key, value in self.config.items() if key not in ("begin", "then")}
            self.config = {**kept, "seed": self.seed, "hyperparameters": self.settings}
        return {names[name]: as_written(names[name], value) for name, value in changed.items()}

    def scheduled(self, steps, names):
        """What the run changes during so many steps from here: the new values by what the program calls them, by the number of steps before.
        names: those of settings that may change; None where training does not use one. Ends the program where it cannot make a change."""
        found = {}
        for change in self.config.get("then", []):
            step, name, value = change["step"], change["id"], change["value"]
            if self.step < step < self.step + steps:
                if name not in names:
                    sys.exit(f"The run changes {name} to {value} at step {step}, which this program cannot do. Make {step - self.step} steps with --save, "
                             "open the saved run in the page, and continue with the program that the page gives for it.")
                if names[name]:
                    found.setdefault(step, {})[names[name]] = as_written(names[name], value)
        return found

    def tensor(self, name):
        entry = self.header[name]
        begin, end = entry["data_offsets"]
        return torch.tensor(np.frombuffer(self.numbers[begin:end], "<f4").reshape(entry["shape"]))

    def load(self, parameters, optimisers):
        """parameters: by the page's names, each with the shape of its images or None, and how it begins. optimisers: each with the updates
        that it makes in a step."""
        self.parameters, self.optimisers = parameters, [optimiser for optimiser, _ in optimisers]
        names = {}
        for name, (parameter, image, begin) in parameters.items():
            if self.is_new:
                drawn = begin("init", 0, lane_of(name), parameter.numel())
                values = torch.tensor(drawn, dtype=torch.float32).reshape(to_page(parameter.detach().cpu(), name, image).shape)
            else:
                values = self.tensor(f"weights/{name}")
            parameter.data.copy_(from_page(values, name, image).reshape(parameter.shape))
            names[parameter] = (name, image)
        for optimiser, updates in ([] if self.is_new else optimisers):
            for parameter in (one for group in optimiser.param_groups for one in group["params"]):
                name, image = names[parameter]
                optimiser.state[parameter] = {"step": torch.tensor(float(self.step * updates)), **{
                    theirs: from_page(self.tensor(f"{ours}/{name}"), name, image).reshape(parameter.shape).contiguous().to(device)
                    for ours, theirs in means_of(optimiser).items()}}

    def save(self, path, step):
        """As the page does, which opens the file."""
        tensors = {f"weights/{name}": (parameter.detach(), name, image) for name, (parameter, image, _) in self.parameters.items()}
        moved = {parameter: (optimiser.state[parameter], means_of(optimiser)) for optimiser in self.optimisers
                 for group in optimiser.param_groups for parameter in group["params"]}
        for mean in "m", "v":
            for name, (parameter, image, _) in self.parameters.items():
                if parameter in moved:
                    state, theirs = moved[parameter]
                    tensors[f"{mean}/{name}"] = (state.get(theirs.get(mean), torch.zeros_like(parameter)), name, image)
        header, numbers = {}, b""
        for key, (values, name, image) in tensors.items():
            values = to_page(values.cpu(), name, image)
            shape = self.header[key]["shape"]  # where PyTorch has fewer dimensions, the others are 1
            shape = values.shape if len(shape) == values.dim() else [-1 if size > 1 else 1 for size in shape]
            values = values.reshape(shape).contiguous().numpy().astype("<f4")
            header[key] = {"dtype": "F32", "shape": list(values.shape), "data_offsets": [len(numbers), len(numbers) + values.nbytes]}
            numbers += values.tobytes()
        about = {**self.about, "config": json.dumps(self.config), "step": str(step)}
        words = "\n".join(about[key] for key in ("format", "version", "model", "config", "step", "page"))
        about["checksum"] = f"{zlib.crc32(numbers, zlib.crc32(words.encode())):08x}"
        text = json.dumps({"__metadata__": about, **header}).encode()
        text += b" " * (-len(text) % 8)
        path.write_bytes(len(text).to_bytes(8, "little") + text + numbers)


class Losses:
    """Prints each step's terms, and keeps them as a table."""

    def __init__(self, path):
        self.path, self.rows = path, []

    def add(self, step, terms):
        values = processes.mean(torch.stack([value.detach() for value in terms.values()])).tolist()
        self.rows += [["step", *terms]] if not self.rows else []
        self.rows.append([step, *values])
        if processes.rank == 0:
            print(f"step {step}:", ", ".join(f"{name} {value:.8g}" for name, value in zip(terms, values)), flush=True)

    def save(self):
        if self.path and processes.rank == 0:
            self.path.write_text("".join(",".join(map(str, row)) + "\n" for row in self.rows))


def arguments_of(on_images):
    parser = argparse.ArgumentParser(description="Continues a run of ELBO Room, or begins one like it.")
    parser.add_argument("run", type=Path, help="what the page saved: .safetensors")
    if on_images:
        parser.add_argument("mnist", type=Path, help="a folder with MNIST")
    parser.add_argument("steps", type=int, nargs="?", default=50, help="how many to make; 50")
    parser.add_argument("--device", choices=["cpu", "cuda", "mps"], default="cpu", help="where to compute: cuda is NVIDIA's GPU, mps Apple's; cpu")
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep the run as it is then, as .safetensors, which the page opens")
    parser.add_argument("--losses", type=Path, metavar="FILE", help="keep the losses, as .csv")
    parser.add_argument("--set", nargs="+", default=[], metavar="NAME=NUMBER", help="begin a new run with other settings, or another seed")
    parser.add_argument("--sweep", type=Path, metavar="FILE", help='a new run for each combination of the lists in a .json: {"seed": [1, 2]}')
    parser.add_argument("--folder", type=Path, default=Path(), help="where a sweep keeps its losses and runs; here")
    found = parser.parse_args()
    for folder in [file.parent for file in (found.save, found.losses) if file] + ([found.folder] if found.sweep else []):
        if not folder.is_dir():
            sys.exit(f"There is no folder {folder} to write to. Make it first.")
    if found.sweep:
        sweep(found)
    return found


def sweep(found):
    """Each combination in a process of its own, one after the other; their losses and runs are named by it. Ends the program."""
    if processes.count > 1:
        sys.exit("A sweep begins its runs itself: start it without torchrun.")
    try:
        lists = json.loads(found.sweep.read_text())
        combinations = [[f"{name}={value}" for name, value in zip(lists, values)] for values in itertools.product(*lists.values())]
    except (OSError, ValueError, AttributeError, TypeError):
        sys.exit(f'{found.sweep} has to be JSON with a list of numbers for each setting: {{"seed": [1, 2], "lr": [0.001, 0.002]}}.')
    paths = [str(path) for path in (found.run, getattr(found, "mnist", None)) if path]
    for combination in combinations:
        name = "-".join([found.sweep.stem, *combination])
        print(name, flush=True)
        kept = ["--device", found.device, "--losses", str(found.folder / f"{name}.csv"), "--save", str(found.folder / f"{name}.safetensors")]
        subprocess.run([sys.executable, sys.argv[0], *paths, str(found.steps), *kept, "--set", *combination], check=True)
    sys.exit()
