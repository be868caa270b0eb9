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

    def uniforms(self, shape):
        return self.philox.uniforms(*self.streams.pop(0), math.prod(shape)).reshape(shape)

    def randn(self, *shape):
        return torch.tensor(self.philox.normals(*self.streams.pop(0), math.prod(shape)).reshape(shape), dtype=torch.float32)

    def rand(self, *shape):
        return torch.tensor(self.uniforms(shape), dtype=torch.float32)

    def randn_like(self, x):
        return self.randn(*x.shape)

    def bernoulli(self, p):
        return (self.rand(*p.shape) < p).to(p.dtype)

    def randint(self, high, shape):
        return torch.tensor((self.uniforms(shape) * high).astype(np.int64))

    def dropout(self, x, p):
        return x * torch.tensor((self.uniforms(x.shape) >= p) / (1 - p), dtype=x.dtype)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        return streams.dropout(x, self.p) if self.training else x


class Order:
    """Which images each batch shows: the first epoch goes through the page's twelve files, later ones through all."""

    def __init__(self, philox, batch_size):
        self.philox, self.batch_size, self.epoch = philox, batch_size, None

    def images(self, batch):
        epoch, at = divmod(batch, 60000 // self.batch_size)
        if epoch != self.epoch:
            self.epoch = epoch
            self.order = self.philox.permutation(epoch, 0, 60000) if epoch else np.concatenate(
                [5000 * file + self.philox.permutation(0, file, 5000) for file in range(12)])
        return torch.tensor(self.order[at * self.batch_size:(at + 1) * self.batch_size])


def page_points(name, labels, width):
    """What the page's 60,000 points are made of: their label, a number in (0, 1), and numbers of N(0, 1)."""
    always = Philox(0)
    place = always.uniforms("sample", 0, lane_of(f"{name}/train/place"), 120000).reshape(60000, 2)
    eps = always.normals("sample", 0, lane_of(f"{name}/train/noise"), 60000 * width).reshape(60000, width)
    return torch.tensor((place[:, 0] * labels).astype(np.int64)), torch.tensor(place[:, 1]), torch.tensor(eps)


def read_mnist(folder):
    """Images [60000, 784] in [0, 1] and labels [60000]: MNIST's own files, packed or not, or the page's train-00.bin to train-11.bin."""
    def content(path):
        return np.frombuffer((gzip.open if path.read_bytes()[:2] == b"\x1f\x8b" else open)(path, "rb").read(), np.uint8)

    files = sorted(folder.glob("train-[01][0-9].bin"))
    if files:
        labels, pixels = zip(*(np.split(content(path), [5000]) for path in files))
    else:
        pixels = [content(next(folder.glob("train-images[-.]idx3-ubyte*")))[16:]]
        labels = [content(next(folder.glob("train-labels[-.]idx1-ubyte*")))[8:]]
    return torch.tensor(np.concatenate(pixels).reshape(60000, 784)) / 255, torch.tensor(np.concatenate(labels).astype(np.int64))


class Run:
    """A saved run: a safetensors file, whose metadata say the configuration and the steps made."""

    def __init__(self, path):
        content = path.read_bytes()
        start = 8 + int.from_bytes(content[:8], "little")
        self.header = json.loads(content[8:start])
        about = self.header.pop("__metadata__")
        config = json.loads(about["config"])
        self.model, self.seed, self.step = about["model"], config["seed"], int(about["step"])
        self.settings = dict(config["hyperparameters"])
        for change in config.get("then", []):  # made during the run
            if change["step"] <= self.step:
                self.settings[change["id"]] = change["value"]
        self.numbers = content[start:]

    def expect(self, model, settings):
        """Ends the program where the run is another one than it was written for."""
        found = {"model": self.model, **self.settings}
        other = [f"{name} is {found.get(name)}, not {value}" for name, value in {"model": model, **settings}.items() if found.get(name) != value]
        if other:
            sys.exit(f"This program was written for another run: {', '.join(other)}.")

    def tensor(self, name, image=None):
        """A parameter, or one of its running means, as PyTorch has it. `image`: channels and side of what rows hold, with channels last."""
        entry = self.header[name]
        begin, end = entry["data_offsets"]
        values = torch.tensor(np.frombuffer(self.numbers[begin:end], "<f4").reshape(entry["shape"]))
        if image:
            channels, side = image
            for axis, size in enumerate(values.shape):
                if size == channels * side * side:
                    values = values.index_select(axis, torch.arange(size).reshape(side, side, channels).permute(2, 0, 1).reshape(-1))
        if name.endswith("/kernel"):
            values = values.t() if values.dim() == 2 else values.permute(3, 2, 0, 1)
        return values

    def load(self, parameters, optimisers):
        """parameters: by the page's names, each with the shape of its images or None. optimisers: each with the updates it makes in a step."""
        names = {}
        for name, (parameter, image) in parameters.items():
            parameter.data.copy_(self.tensor(f"weights/{name}", image).reshape(parameter.shape))
            names[parameter] = (name, image)
        for optimiser, updates in optimisers:
            means = {"m": "exp_avg", "v": "exp_avg_sq"} if isinstance(optimiser, torch.optim.Adam) else {"v": "square_avg"}
            for parameter in (one for group in optimiser.param_groups for one in group["params"]):
                name, image = names[parameter]
                optimiser.state[parameter] = {"step": torch.tensor(float(self.step * updates)), **{
                    theirs: self.tensor(f"{ours}/{name}", image).reshape(parameter.shape).contiguous() for ours, theirs in means.items()}}
