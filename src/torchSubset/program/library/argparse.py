# argparse: every option has its default value, as a program here gets no arguments.
from program import unsupported


class _Namespace:
    pass

class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, **options):
        self.options = _Namespace()

    def add_argument(self, *names, action="store", default=None, type=None, required=False, help=None, metavar=None, choices=None, dest=None, nargs=None):
        name = dest if dest is not None else max(names, key=len)
        if required or name[0] != "-" and dest is None:
            unsupported(f"the argument {name}, which has no default value")
        flags = {"store_true": False, "store_false": True}
        value = flags[action] if default is None and action in flags else default
        setattr(self.options, name.replace("-", " ").strip().replace(" ", "_"), type(value) if isinstance(value, str) and type is not None else value)

    def parse_args(self, args=None):
        return self.options
