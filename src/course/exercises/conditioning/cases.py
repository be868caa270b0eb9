import torch
import torch.nn.functional as F

def with_class__right_1(x, labels):
    return torch.cat((x, torch.eye(10)[labels]), 1)

def with_class__right_2(x, labels):
    classes = (labels.unsqueeze(1) == torch.arange(10)).float()
    return torch.cat([x, classes], dim=-1)

def with_class__right_3(x, labels):
    columns = [x]
    for k in range(10):
        columns.append((labels == k).float().unsqueeze(1))
    return torch.cat(columns, 1)

def with_class__right_4(x, labels):
    y = torch.zeros(x.shape[0], 10)
    y = y.scatter(1, labels.view(-1, 1), 1.0)
    return torch.hstack([x, y])

def with_class__right_5(x, labels):
    y = F.one_hot(labels, num_classes=10)
    return torch.cat([x, y], dim=1)

def with_class__wrong_number(x, labels):
    return torch.cat([x, labels.unsqueeze(1)], dim=1)

def with_class__wrong_numbers(x, labels):
    return torch.cat([x, labels.view(-1, 1).repeat(1, 10).float()], dim=1)

def with_class__wrong_zeros(x, labels):
    return F.pad(x, (0, 10))

def with_class__wrong_class_first(x, labels):
    return torch.hstack((torch.eye(10)[labels], x))

def with_class__wrong_from_one(x, labels):
    return torch.cat([x, torch.eye(10)[labels - 1]], 1)

def with_class__wrong_first_label(x, labels):
    y = torch.eye(10)[labels[0]]
    return torch.cat([x, y.repeat(x.size(0), 1)], 1)

def with_class__wrong_counted(x, labels):
    rows = [torch.eye(10)[i % 10] for i in range(x.shape[0])]
    return torch.cat([x, torch.stack(rows)], 1)

def with_class__wrong_no_gradient(x, labels):
    with torch.no_grad():
        return torch.cat([x, torch.eye(10)[labels]], dim=1)

def with_class__wrong_other_1(x, labels):
    return torch.cat([F.normalize(x, dim=1), torch.eye(10)[labels]], 1)

def with_class__wrong_other_2(x, labels):
    y = F.one_hot(labels, 10).float()
    return torch.cat([x, y.softmax(1)], 1)

def with_class__right_6(x, labels):
    y = torch.zeros(len(x), 10)
    y[torch.arange(len(x)), labels] = 1
    return torch.cat([x, y], dim=1)

def with_class__right_7(x: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Appends the class."""
    onehot = torch.zeros(x.size(0), 10).scatter_(1, labels.unsqueeze(1), 1)
    return torch.cat(tensors=(x, onehot), dim=1)

def with_class__right_8(x, labels):
    y = torch.zeros(len(x), 10)
    for i in range(len(x)):
        y[i, labels[i]] = 1
    return torch.cat([x, y], dim=1)

def with_class__wrong_other_3(x, labels):
    return x + F.pad(F.one_hot(labels, 10).float(), (0, x.shape[1] - 10))
